import { parseArgs } from 'node:util';

export interface DemoArguments {
  port: number;
  data: string;
  databaseUrl: string | undefined;
  limit: number | undefined;
}

/** Reads `--port 4400 --data DIR --database-url postgres://… --limit N`. @throws Error naming the argument that is wrong. */
export function readArguments(args: readonly string[]): DemoArguments {
  const { values } = parseArgs({ args: [...args], options: { port: { type: 'string', default: '4400' }, data: { type: 'string', default: '.demo' }, 'database-url': { type: 'string' }, limit: { type: 'string' } } });
  return { port: whole('port', values.port, 65_534), data: values.data, databaseUrl: values['database-url'], limit: values.limit === undefined ? undefined : whole('limit', values.limit, 1_000_000) };
}

function whole(name: string, text: string, max: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > max) throw new Error(`--${name} takes a whole number from 1 to ${max}, not "${text}".`);
  return number;
}
