import { connect, createServer, type Socket } from 'node:net';
import { once } from 'node:events';

/** A TCP proxy before a PostgreSQL server, which a test can cut or freeze. Answers the address to connect to. */
export async function aProxy(connectionString: string) {
  const target = new URL(connectionString);
  const sockets = new Set<Socket>();
  let frozen = false;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const [from, to] of [[client, upstream], [upstream, client]] as const) {
      sockets.add(from);
      from.on('data', (data) => { if (!frozen) to.write(data); });
      from.on('error', () => {});
      from.on('close', () => { sockets.delete(from); to.destroy(); });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = new URL(connectionString);
  url.port = String(typeof address === 'object' && address ? address.port : 0);
  const cut = () => { for (const socket of sockets) socket.destroy(); };
  return {
    url: url.href,
    /** Drops every connection; new ones work. */
    cut,
    /** Lets nothing through, while connections stay up. */
    freeze: () => { frozen = true; },
    thaw: () => { frozen = false; },
    close: () => { cut(); server.close(); },
  };
}
