import type { $ZodType } from 'zod/v4/core';
import type { ProviderDefinition, ProviderForms } from './provider.ts';

/** The forms of a definition, whether they are given or loaded. */
export async function loadForms<C extends $ZodType, O extends $ZodType, Cfg extends $ZodType>(provider: ProviderDefinition<C, O, Cfg>): Promise<ProviderForms<C, O, Cfg>> {
  return typeof provider.forms === 'function' ? provider.forms() : provider.forms;
}
