import pg from 'pg';

/** A new, empty database on the given server; answers its address. */
export async function aPostgresDatabase(postgresUrl: string): Promise<string> {
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** A new database that belongs to an ordinary login, as hosters hand them out: no superuser, but allowed to make roles. */
export async function anOwnedDatabase(postgresUrl: string): Promise<string> {
  const url = new URL(await aPostgresDatabase(postgresUrl));
  const login = `login_${crypto.randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(`create role ${login} login createrole`);
  await client.query(`alter database ${url.pathname.slice(1)} owner to ${login}`);
  await client.query(`alter schema public owner to ${login}`);
  // The role may be there from another database of the cluster; who made it decides who may use it.
  await client.query(`do $$ begin create role integrations_settings_app nologin; exception when duplicate_object or unique_violation then null; end $$`);
  await client.query(`grant integrations_settings_app to ${login}`);
  await client.end();
  url.username = login;
  return url.href;
}
