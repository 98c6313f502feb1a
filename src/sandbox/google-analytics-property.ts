import type { SandboxAccount } from './accounts.ts';
import { randomText } from './random-text.ts';

/** One property as Google keeps it; a sandbox changes it when it is told to. */
export interface Property {
  id: string;
  displayName: string;
  measurementId: string;
  streamId: string;
  secrets: readonly string[];
  keyEvents: { name: string; eventName: string; countingMethod: string; defaultValue?: unknown; deletable: boolean; custom: boolean; createTime: string }[];
  audiences: { name: string; displayName: string; description: string; membershipDurationDays: number; adsPersonalizationEnabled: boolean; filterClauses: readonly unknown[] }[];
  links: { name: string; customerId: string; canManageClients: boolean; adsPersonalizationEnabled: boolean }[];
  retention: { name: string; eventDataRetention: string; userDataRetention: string; resetUserDataOnNewActivity: boolean };
}

const digits = (seed: string, length: number) => randomText(seed, length, 'digits').replace(/^0/, '4');
const audienceNames = ['All Users', 'Purchasers', 'Recently active', '7-day inactive users', 'Cart abandoners', 'Newsletter readers', 'Café visitors', 'Size M', 'Big baskets', 'Gift buyers', 'Wholesale', 'Sale hunters', 'First orders', 'Second orders', 'Lapsed', 'VIP', 'Mobile', 'Desktop', 'Organic', 'Paid', 'Returns', 'Reviews', 'Spring', 'Summer', 'Winter'];

/** The properties a person reaches: their own, and for the first one others, whose streams belong to other shops. */
export function propertiesOf(account: SandboxAccount): readonly Property[] {
  if (account.name === 'Person without a property') return [];
  if (account.name !== 'Harbour Goods') return [propertyOf(account)];
  const other = (name: string) => propertyOf({ ...account, name: `${account.name} ${name}`, credentials: { measurementId: `G-${randomText(`ga4 ${name}`, 10, 'letters').toUpperCase()}`, apiSecret: randomText(`ga4 secret ${name}`, 22, 'letters') } });
  return [other('blog'), propertyOf(account), other('outlet')];
}

/** The property of an account as it stands at the start. */
function propertyOf({ name: account, outcome, credentials }: SandboxAccount): Property {
  const id = credentials['propertyId'] ?? digits(`ga4 property ${account}`, 9);
  const name = (kind: string, key: string) => `properties/${id}/${kind}/${digits(`ga4 ${kind} ${account} ${key}`, 10)}`;
  const own = credentials['apiSecret'] ?? '';
  return {
    id, displayName: account, measurementId: credentials['measurementId'] ?? '', streamId: digits(`ga4 stream ${account}`, 10),
    // The secret of the account with the wrong one belongs to another stream.
    secrets: outcome === 'wrong' ? [randomText(`ga4 other secret ${account}`, 22, 'letters')] : [randomText(`ga4 other secret ${account}`, 22, 'letters'), own],
    keyEvents: ['purchase', 'sign_up'].map((eventName) => ({ name: name('keyEvents', eventName), eventName, countingMethod: 'ONCE_PER_EVENT', deletable: eventName !== 'purchase', custom: false, createTime: '2025-11-08T00:00:00Z' })),
    audiences: audienceNames.map((displayName) => ({ name: name('audiences', displayName), displayName, description: displayName, membershipDurationDays: 30, adsPersonalizationEnabled: true, filterClauses: [] })),
    links: ['main', 'outlet'].map((key) => ({ name: name('googleAdsLinks', key), customerId: digits(`ga4 ads ${account} ${key}`, 10), canManageClients: false, adsPersonalizationEnabled: key === 'main' })),
    retention: { name: `properties/${id}/dataRetentionSettings`, eventDataRetention: 'TWO_MONTHS', userDataRetention: 'TWO_MONTHS', resetUserDataOnNewActivity: true },
  };
}
