import { connect, createServer, type Socket } from 'node:net';
import { once } from 'node:events';

/** A TCP proxy before a PostgreSQL server, which a test can cut, freeze or slow down. Answers the address to connect to. */
export async function aProxy(connectionString: string) {
  const target = new URL(connectionString);
  const sockets = new Set<Socket>();
  let frozen = false;
  let refusing = false;
  let delay = 0;
  const server = createServer((client) => {
    if (refusing) {
      client.destroy();
      return;
    }
    const upstream = connect(Number(target.port), target.hostname);
    for (const [from, to] of [[client, upstream], [upstream, client]] as const) {
      sockets.add(from);
      const pass = (data: Buffer) => { if (!to.destroyed) to.write(data); };
      from.on('data', (data: Buffer) => { if (delay > 0) setTimeout(pass, delay, data); else pass(data); });
      from.on('error', () => {});
      from.on('close', () => { sockets.delete(from); to.destroy(); });
      if (frozen) from.pause();
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
    /** Lets nothing through, not even an end, while connections stay up: half-open. */
    freeze: () => { frozen = true; for (const socket of sockets) socket.pause(); },
    thaw: () => { frozen = false; for (const socket of sockets) socket.resume(); },
    /** Drops every connection, and each new one. */
    refuse: () => { refusing = true; cut(); },
    accept: () => { refusing = false; },
    /** Milliseconds each piece of data takes longer, in each direction. */
    slow: (milliseconds: number) => { delay = milliseconds; },
    close: () => { cut(); server.close(); },
  };
}
