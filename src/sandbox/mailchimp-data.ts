import type { SandboxAccount } from './accounts.ts';
import { randomText } from './random-text.ts';

/** The audiences of an account, with the members Mailchimp answers. */
export function audiencesOf(account: SandboxAccount) {
  // The second shop is younger and has less.
  const names = account.name === 'Second Shop' ? ['Shop customers', 'Newsletter'] : ['Shop customers', 'Newsletter', 'Wholesale', 'Café guests'];
  return names.map((name, index) => ({
    id: randomText(`mailchimp audience ${account.name} ${name}`, 10), web_id: 1000 + index, name, permission_reminder: 'You signed up in our shop.', email_type_option: true, double_optin: index === 1, marketing_permissions: index === 1, list_rating: 4,
    campaign_defaults: { from_name: account.name, from_email: 'hello@shop.example', subject: '', language: 'en' },
    stats: { member_count: 120 * (index + 1), unsubscribe_count: 3, cleaned_count: 1 },
  }));
}

/** The tags of an audience. */
export function tagsOf(audience: string) {
  const names = ['VIP', 'Wholesale', 'Repeat customer', 'First order', 'Gift buyer', 'Newsletter', 'Local', 'Beta tester', 'Returns often', 'Loves tea', 'Loves coffee', 'Workshop'];
  return names.map((name, index) => ({ id: Number(randomText(`mailchimp tag ${audience}`, 4, 'digits')) * 100 + index, name }));
}

/** The groups of an audience, by category. */
export function categoriesOf(audience: string) {
  const categories = { 'What to write about': ['Offers', 'New products', 'Recipes'], 'How often': ['Weekly', 'Monthly'] };
  return Object.entries(categories).map(([title, names], order) => ({
    list_id: audience, id: randomText(`mailchimp category ${audience} ${title}`, 10), title, display_order: order, type: order === 0 ? 'checkboxes' : 'radio',
    interests: names.map((name, index) => ({ id: randomText(`mailchimp interest ${audience} ${name}`, 10), name, subscriber_count: '0', display_order: index + 1 })),
  }));
}

/** The merge fields of an audience, one of them required. */
export function mergeFieldsOf(audience: string) {
  const fields = [['FNAME', 'First Name', 'text'], ['LNAME', 'Last Name', 'text'], ['ADDRESS', 'Address', 'address'], ['PHONE', 'Phone Number', 'phone'], ['BIRTHDAY', 'Birthday', 'birthday'], ['MMERGE6', 'Customer number', 'number']] as const;
  return fields.map(([tag, name, type], index) => ({ merge_id: index + 1, tag, name, type, required: tag === 'LNAME', default_value: '', public: true, display_order: index + 2, options: { size: 25 }, help_text: '', list_id: audience }));
}

/** The permissions that contacts of an audience are asked for. */
export function permissionsOf(audience: string) {
  return ['Email', 'Direct mail', 'Customised online advertising'].map((text) => ({ marketing_permission_id: randomText(`mailchimp permission ${audience} ${text}`, 10), text, enabled: false }));
}
