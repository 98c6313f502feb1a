import type { SandboxAccount } from './accounts.ts';
import { randomText } from './random-text.ts';

const digits = (seed: string, length: number) => randomText(seed, length, 'digits').replace(/^0/, '4');

/** The account of the keys, an outlet that is suspended, for the first shop another one, and the manager above all. */
export function customersOf({ name, credentials }: SandboxAccount) {
  const shared = { currencyCode: name === 'Second Shop' ? 'USD' : 'EUR', timeZone: 'Europe/Berlin', testAccount: false, status: 'ENABLED' };
  return [
    { id: credentials['customerId'] ?? '', descriptiveName: name, manager: false, ...shared },
    { id: digits(`google outlet ${name}`, 10), descriptiveName: `${name} outlet`, manager: false, ...shared, status: 'SUSPENDED' },
    ...(name === 'Harbour Goods' ? [{ id: digits(`google north ${name}`, 10), descriptiveName: `${name} north`, manager: false, ...shared }] : []),
    { id: digits(`google manager ${name}`, 10), descriptiveName: `${name} manager`, manager: true, ...shared },
  ].map((one) => ({ resourceName: `customers/${one.id}`, ...one }));
}

/** A conversion action as Google keeps it. */
export interface ConversionAction extends Record<string, unknown> {
  resourceName: string;
  id: string;
  name: string;
  type: string;
}

const names = { 'Harbour Goods': ['Purchase', 'Add to cart', 'Begin checkout', 'Sign up', 'Newsletter', 'Store visit', 'Call', 'Lead form', 'Café booking', 'App install', 'Purchase (import)', 'Upsell'], 'Second Shop': ['Purchase', 'Lead form', 'Call'] };

/** The conversion actions a customer starts with. */
export function actionsOf({ name: account }: SandboxAccount, customer: string): ConversionAction[] {
  const own = account === 'Second Shop' ? names[account] : names['Harbour Goods'];
  return own.map((name) => newAction(customer, { name, category: name.startsWith('Purchase') ? 'PURCHASE' : 'DEFAULT', status: 'ENABLED', type: name === 'Purchase (import)' ? 'GOOGLE_ANALYTICS_4_PURCHASE' : 'WEBPAGE' }));
}

/** One with an id of its own. */
export function newAction(customer: string, given: Record<string, unknown> & { name: string; type: string }): ConversionAction {
  const id = digits(`google action ${customer} ${given.name}`, 9);
  return { ...given, resourceName: `customers/${customer}/conversionActions/${id}`, id };
}

/** Lists of customers; the last is closed. */
export function userListsOf({ name }: SandboxAccount, customer: string) {
  const count = name === 'Second Shop' ? 4 : 26;
  return Array.from({ length: count }, (_, index) => ({ resourceName: `customers/${customer}/userLists/${index}`, id: digits(`google list ${customer} ${index}`, 10), name: index === 0 ? 'All buyers' : `Customers ${index}`, membershipStatus: index === count - 1 ? 'CLOSED' : 'OPEN', sizeForSearch: String(1000 + 37 * index) }));
}

/** Running campaigns. */
export function campaignsOf({ name }: SandboxAccount, customer: string) {
  const own = name === 'Second Shop' ? ['Brand'] : ['Brand', 'Shopping', 'Spring sale'];
  return own.map((campaign) => ({ resourceName: `customers/${customer}/campaigns/${digits(`google campaign ${customer} ${campaign}`, 10)}`, id: digits(`google campaign ${customer} ${campaign}`, 10), name: campaign, status: 'ENABLED' }));
}
