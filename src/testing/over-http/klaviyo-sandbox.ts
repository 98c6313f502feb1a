import type { ConformanceFixture } from '../conformance-case.ts';

/** The Klaviyo accounts of the sandbox, which belong to nobody. A test holds them against what the sandbox lists. */
export const klaviyoSandbox: ConformanceFixture = {
  provider: 'klaviyo',
  secrets: ['privateApiKey'],
  credentials: {
    valid: { publicApiKey: 'VsqP2w', privateApiKey: 'pk_4Q54Ydbe9Qh6jezZj4QsEQhC8mYiQvV9iH' },
    rejected: { publicApiKey: 'LeV4Da', privateApiKey: 'pk_vstrU5M5asCGp5Cg3urEmzDvFXhmqJRh9Q' },
    otherAccount: { publicApiKey: 'HjQ3Mc', privateApiKey: 'pk_NpKadLXQZE8Kg8VdTFceuLYw4MEyib6xYh' },
    failing: {
      insufficient_permission: { publicApiKey: 'R7Y2bY', privateApiKey: 'pk_NqyMmzdSvERD7unXAF284CUtFjTfZrf74T' },
      rate_limited: { publicApiKey: 'T5wuhX', privateApiKey: 'pk_2UK2LVSn9xJuatGyrErUnK4hGMqJwTUN7r' },
      provider_unavailable: { publicApiKey: 'rL9cEf', privateApiKey: 'pk_679jVTpBiNjWj8ZaFwjGMAbizJzn9THKum' },
    },
  },
  configuration: {
    valid: { listSyncEnabled: false, smartSending: false },
    invalid: { listSyncEnabled: 'perhaps' },
    other: { listSyncEnabled: false },
  },
  test: {},
  remoteField: 'listId',
  choices: 25,
  manyAccounts: 'klaviyo',
};
