import type { RouteName } from '../../core/routes.ts';
import { begin } from '../oauth/begin.ts';
import { callback } from '../oauth/callback.ts';
import { refresh } from '../oauth/refresh.ts';
import { cancelAuthorization, readAuthorization } from '../oauth/record.ts';
import { resolveAuthorization } from '../oauth/resolve.ts';
import { add } from './add.ts';
import { configure } from './configure.ts';
import { connect } from './connect.ts';
import { disconnect } from './disconnect.ts';
import { impact } from './impact.ts';
import { list } from './list.ts';
import type { Operation } from './operation.ts';
import { options } from './options.ts';
import { sendTest } from './send-test.ts';
import { status } from './status.ts';
import { update } from './update.ts';
import { verify } from './verify.ts';

/**
 * The operation behind each route of a store, and what an Idempotency-Key means to it: nothing where nothing changes, a claim inside
 * its one transaction, or a claim around all of it where a provider is asked in between.
 */
export const operations: Readonly<Record<Exclude<RouteName, 'health' | 'providers' | 'openapi'>, { run: Operation; keys: 'ignored' | 'inside' | 'around' }>> = {
  list: { run: list, keys: 'ignored' },
  add: { run: add, keys: 'inside' },
  connect: { run: connect, keys: 'around' },
  configure: { run: configure, keys: 'inside' },
  update: { run: update, keys: 'inside' },
  disconnect: { run: disconnect, keys: 'inside' },
  status: { run: status, keys: 'ignored' },
  impact: { run: impact, keys: 'ignored' },
  verify: { run: verify, keys: 'ignored' },
  sendTest: { run: sendTest, keys: 'around' },
  options: { run: options, keys: 'ignored' },
  optionsWithValues: { run: options, keys: 'ignored' },
  authorize: { run: begin, keys: 'ignored' },
  authorizeWithFields: { run: begin, keys: 'ignored' },
  callback: { run: callback, keys: 'ignored' },
  refresh: { run: refresh, keys: 'ignored' },
  authorization: { run: readAuthorization, keys: 'ignored' },
  cancelAuthorization: { run: cancelAuthorization, keys: 'ignored' },
  resolveAuthorization: { run: resolveAuthorization, keys: 'around' },
};
