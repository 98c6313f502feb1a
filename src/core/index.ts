export type { CallOptions, IntegrationsAdapter } from './adapter.ts';
export type { Authorization, AuthorizationRecord, AuthorizationResponse } from './authorization.ts';
export { describeFields, type FieldConstraints, type FieldDescriptor, type FieldKind, type FieldPurpose } from './describe-fields.ts';
export { errorTable, IntegrationsError, isIntegrationsError, type ErrorCode, type Problem } from './errors.ts';
export type { IntegrationsEvent, Verb } from './events.ts';
export { field, type ControlName, type CustomControls, type FieldMeta, type FieldOption, type ShowWhen } from './field.ts';
export type { Account, CredentialPreview, Integration, IntegrationStatus, Page, Scalar, SyncRun, Values, Verification, VerificationStage } from './integration.ts';
export { defineProvider, type ConfigurationOf, type CredentialsOf, type GuideStep, type OAuthScope, type ProviderDefinition, type ProviderForms, type ProviderIcon } from './provider.ts';
export { routePath, routes, type AccessAction, type Route, type RouteName } from './routes.ts';
