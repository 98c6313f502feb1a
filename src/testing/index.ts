export { adapterConformance } from './adapter-conformance.ts';
export type { ConformanceCapability, ConformanceCase, ConformanceFixture, ConformanceOptions, ConformanceSetup, Consent } from './conformance-case.ts';
export { type MockedPopup, mockOAuthPopup } from './mock-oauth-popup.ts';
