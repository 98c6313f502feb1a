import type { RouteName } from '../../core/routes.ts';
import { add } from './add.ts';
import { configure } from './configure.ts';
import { connect } from './connect.ts';
import { disconnect } from './disconnect.ts';
import { impact } from './impact.ts';
import { list } from './list.ts';
import type { Operation } from './operation.ts';
import { options } from './options.ts';
import { status } from './status.ts';
import { update } from './update.ts';
import { verify } from './verify.ts';

/** The operation behind each route of a store, and whether it changes anything, so that a repeated key must not run it twice. */
export const operations: Readonly<Record<Exclude<RouteName, 'health'>, { run: Operation; changes: boolean }>> = {
  list: { run: list, changes: false },
  add: { run: add, changes: true },
  connect: { run: connect, changes: true },
  configure: { run: configure, changes: true },
  update: { run: update, changes: true },
  disconnect: { run: disconnect, changes: true },
  status: { run: status, changes: false },
  impact: { run: impact, changes: false },
  verify: { run: verify, changes: false },
  options: { run: options, changes: false },
  optionsWithValues: { run: options, changes: false },
};
