import { describeConformance } from './run-conformance.ts';
import { fixture, parcelAdapter } from './parcel.ts';

describeConformance('The memory adapter', { setup: () => ({ adapter: parcelAdapter(), otherStore: parcelAdapter() }), fixture });
describeConformance('A slow memory adapter', { setup: () => ({ adapter: parcelAdapter({ latency: 5 }), otherStore: parcelAdapter({ latency: 5 }) }), fixture });
