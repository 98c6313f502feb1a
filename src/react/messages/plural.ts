/** The form of a text that fits a count in English; other locales bring their own. */
export function plural(count: number, forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }): string {
  return forms[new Intl.PluralRules('en').select(count)] ?? forms.other;
}
