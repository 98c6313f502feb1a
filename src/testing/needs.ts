import type { ConformanceFixture, FixtureNeed } from './conformance-case.ts';

const need = (missing: string, isIn: (fixture: ConformanceFixture) => boolean): FixtureNeed => ({ missing, isIn });

/** What cases may need of a fixture. */
export const needs = {
  destination: need('the fixture has no credentials with another destination (credentials.moved)', ({ credentials }) => credentials.moved !== undefined),
  otherAccount: need('the fixture has no credentials of another account (credentials.otherAccount)', ({ credentials }) => credentials.otherAccount !== undefined),
  otherConfiguration: need('the fixture has no second configuration (configuration.other)', ({ configuration }) => configuration.other !== undefined),
  test: need('the fixture has nothing to send as a test (test)', ({ test }) => test !== undefined),
  malformedTest: need('the fixture has no malformed values of a test (test.invalid)', ({ test }) => test?.invalid !== undefined),
  refusedTest: need('the fixture has no values of a test that the provider refuses (test.refused)', ({ test }) => test?.refused !== undefined),
  remoteField: need('the fixture names no field with remote choices (remoteField)', ({ remoteField }) => remoteField !== undefined),
  choices: need('the fixture does not say how many remote choices there are (choices)', ({ remoteField, choices }) => remoteField !== undefined && choices !== undefined),
  disconnectChoice: need('the fixture names nothing that a disconnect offers to remove as well (disconnectChoice)', ({ disconnectChoice }) => disconnectChoice !== undefined),
  manyAccounts: need('the fixture names no provider with many accounts (manyAccounts)', ({ manyAccounts }) => manyAccounts !== undefined),
  furtherAccount: need('the fixture has no credentials of another account for a provider with many (manyAccounts, credentials.otherAccount)', ({ provider, manyAccounts, credentials }) => manyAccounts === provider && credentials.otherAccount !== undefined),
  oneAccount: need('the fixture names no provider with one account (oneAccount)', ({ oneAccount }) => oneAccount !== undefined),
} as const;
