import { describeConformance } from './run-conformance.ts';
import { fixture, parcelAdapter, parcelSetup } from './parcel.ts';

const inTrouble = (code: 'unauthenticated' | 'forbidden' | 'unavailable' | 'network_failed') => () =>
  parcelAdapter({ fail: { list: code, connect: code, configure: code, disconnect: code, status: code, verify: code, sendTest: code, options: code, impact: code, update: code, add: code } });

describeConformance('The memory adapter', {
  setup: () => parcelSetup(),
  fixture,
  failing: { unauthenticated: inTrouble('unauthenticated'), forbidden: inTrouble('forbidden'), unavailable: inTrouble('unavailable'), network_failed: inTrouble('network_failed') },
});
describeConformance('A slow memory adapter', { setup: () => parcelSetup({ latency: 5 }), fixture });
