import 'integrations-settings/oauth-callback.css';
import { relayAuthorizationResponse } from 'integrations-settings/oauth-callback';

void relayAuthorizationResponse();
