import * as z from 'zod/mini';
import { field } from '../../core/field.ts';
import type { ProviderTest } from '../../core/provider.ts';
import { testCode } from './credentials.ts';

/** One event that TikTok shows and does not count. */
export const test: ProviderTest = {
  title: 'Send a test event',
  what: 'One product view, marked as a test, goes to the tab Test events. TikTok counts it nowhere.',
  fields: z.object({ testEventCode: field(testCode(), { label: 'Test event code', help: 'From the tab Test events. Blank: the one entered with your keys.', placeholder: 'TEST00000' }) }),
};
