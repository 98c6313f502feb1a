#!/usr/bin/env node
// The bin `integrations-settings`.
import { run } from './run.ts';

const io = { out: (line: string) => void process.stdout.write(`${line}\n`), err: (line: string) => void process.stderr.write(`${line}\n`), env: process.env };
// Not process.exit(): a pipe may still be taking in what was written.
process.exitCode = await run(process.argv.slice(2), io);
