import { brokenAccounts } from './accounts.ts';
import { type BrokenAdapter, keyless } from './broken.ts';
import { brokenConfigures } from './configure.ts';
import { brokenConnects } from './connect.ts';
import { brokenDisconnects } from './disconnect.ts';
import { brokenLists } from './list.ts';
import { brokenNews } from './news.ts';
import { brokenOptions } from './options.ts';
import { brokenQuestions } from './questions.ts';
import { brokenSecrecy } from './secrets.ts';
import { brokenTests } from './send-test.ts';
import { brokenSignIns } from './sign-in.ts';
import { brokenStores } from './stores.ts';

/** Adapters that each break one promise; together they break every one. */
export const brokenAdapters: readonly BrokenAdapter[] = [
  ...brokenLists,
  ...brokenConnects,
  ...keyless('connect'),
  ...brokenSecrecy,
  ...brokenConfigures,
  ...brokenDisconnects,
  ...brokenQuestions,
  ...brokenTests,
  ...brokenOptions,
  ...brokenAccounts,
  ...brokenNews,
  ...brokenSignIns,
  ...brokenStores,
];
