import { IntegrationsError } from '../../core/errors.ts';
import type { Account } from '../../core/integration.ts';
import { credentials as fields } from '../../providers/google-analytics-4/credentials.ts';
import type { Connector } from '../connector.ts';
import { judgeFormat, requireFormat } from './format.ts';
import { forSignIns } from './for-sign-ins.ts';
import { adminKeysOf, type AnalyticsAdmin, analyticsAdminHost, enteredKeys, openAnalyticsAdmin } from './google-analytics-admin.ts';
import { chooseAdsLinks, chooseAudiences } from './google-analytics-choices.ts';
import { analyticsHosts, sendAnalyticsTest, testEvent, validateEvent } from './google-analytics-events.ts';
import { analyticsImpact } from './google-analytics-impact.ts';
import { findStream } from './google-analytics-proof.ts';
import { pushAnalytics } from './google-analytics-push.ts';
import { googleAnalyticsOAuth } from './google-analytics-oauth.ts';
import { googlePersonHost } from './google-person.ts';
import { googleTokenHost } from './google-session.ts';
import { beginProof } from './proof.ts';
import { refusals } from './refusals.ts';

const unprovable = (detail: string) => new IntegrationsError('insufficient_permission', { title: 'Google does not confirm the secret', detail }).problem;

/**
 * Google Analytics 4 by Measurement ID and API secret. The validation server judges the form of an event and neither the secret nor,
 * as far as is known, the ID; only somebody who signs in to the property can have both compared.
 */
export const googleAnalytics4Connector: Connector = forSignIns('Google Analytics', ['measurementId', 'apiSecret'], {
  provider: 'google-analytics-4',
  hosts: [...Object.values(analyticsHosts), analyticsAdminHost, googleTokenHost, googlePersonHost],
  oauth2: googleAnalyticsOAuth,

  async verify({ credentials, configuration = {} }, context) {
    const proof = beginProof(context);
    const { keys, problem } = judgeFormat(fields, enteredKeys(credentials));
    if (problem) return proof.rejected('format', problem);
    proof.passed('format');
    const account: Account = { id: keys.measurementId, label: keys.measurementId };
    const messages = await validateEvent(testEvent(keys, configuration, context), context);
    proof.passed('reach');
    const blamed = messages.find(({ fieldPath }) => fieldPath === 'measurement_id' || fieldPath === 'api_secret');
    if (blamed) {
      const field = blamed.fieldPath === 'api_secret' ? 'apiSecret' : 'measurementId';
      const detail = `Google does not take this ${field === 'apiSecret' ? 'API secret' : 'Measurement ID'}. Copy it again from the details of your web stream.`;
      return proof.rejected('sign-in', new IntegrationsError('invalid_credentials', { detail, fields: { [field]: detail } }).problem);
    }
    const adminKeys = adminKeysOf(keys, credentials);
    if (!adminKeys) return { ...proof.unverified(account, 'sign-in', unprovable('Google takes events without saying whether the API secret is right. Send events, then look in Google Analytics under Realtime: what shows there has arrived.')), granted: [] };
    try {
      const admin = await openAnalyticsAdmin(adminKeys, context);
      const { name, secret } = await findStream(admin, keys.measurementId, keys.apiSecret);
      const named: Account = { ...account, label: `${name} (${keys.measurementId})${'accessToken' in adminKeys ? ' and its settings' : ''}` };
      const proven = secret === null ? proof.unverified(named, 'sign-in', unprovable('The property has this Measurement ID, but the sign-in may not read its API secrets. Ask for the role Editor, or look under Realtime for what arrives.')) : proof.verified(named, 'passed');
      return { ...proven, granted: admin.granted };
    } catch (error) {
      return proof.refused(error);
    }
  },

  options: { googleAdsLinkId: chooseAdsLinks, audienceIds: chooseAudiences },

  async push({ credentials, configuration, fields: paths }, context) {
    const keys = adminKeysOf(requireFormat(fields, enteredKeys(credentials)), credentials);
    if (!keys) return Object.fromEntries(paths.map((path) => [path, 'Google keeps this setting. Allow access to your Analytics property, then save again.']));
    const signedIn: { admin?: AnalyticsAdmin } = {};
    const refused = await refusals(paths, async () => {
      signedIn.admin = await openAnalyticsAdmin(keys, context);
    });
    return signedIn.admin ? pushAnalytics(signedIn.admin, configuration, paths) : refused;
  },

  sendTest: ({ credentials, configuration }, context) => sendAnalyticsTest(requireFormat(fields, enteredKeys(credentials)), configuration, context),

  impact({ credentials, configuration }, context) {
    const keys = adminKeysOf(requireFormat(fields, enteredKeys(credentials)), credentials);
    return analyticsImpact(configuration, () => (keys ? openAnalyticsAdmin(keys, context) : null));
  },
});
