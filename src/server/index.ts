export type { Connector, ConnectorContext, HostRule, OptionsQuery, Proof, ProviderRequest, ProviderResponse } from './connector.ts';
export { builtinConnectors } from './connectors/index.ts';
export { createIntegrationsServer } from './create-server.ts';
export type { Access, IntegrationsServer, IntegrationsServerOptions, LogEntry, Principal } from './options.ts';
export type { IntegrationsDatabase } from './storage/database.ts';
export { createAesGcmVault } from './vault/create-aes-gcm-vault.ts';
export type { VaultKey } from './vault/key-ring.ts';
export type { SealContext, SealedCredentials, Vault, WrappedDataKey } from './vault/vault.ts';
