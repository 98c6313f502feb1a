import { relayAuthorizationResponse } from 'integrations-settings/oauth-callback';

void relayAuthorizationResponse();
