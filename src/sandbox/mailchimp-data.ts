import type { SandboxAccount } from './accounts.ts';
import { randomText } from './random-text.ts';

/** The audiences of an account, with the members Mailchimp answers. */
export function audiencesOf(account: SandboxAccount) {
  return ['Shop customers', 'Newsletter', 'Wholesale', 'Café guests'].map((name, index) => ({
    id: randomText(`mailchimp audience ${account.name} ${name}`, 10), web_id: 1000 + index, name, permission_reminder: 'You signed up in our shop.', email_type_option: true, double_optin: index === 1, marketing_permissions: false, list_rating: 4,
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
