/** What a copied key or id brings along: spaces, line ends, zero-width characters (UX-36). Flags are avoided, so `split` does the removing. */
export function withoutBlanks(value: string): string {
  return value.split(/[\s\u00ad\u200b-\u200f\u2060\ufeff]+/).join('');
}

/** A copied key without blanks and without the quotation marks around it. */
export function bareKey(value: string): string {
  const text = withoutBlanks(value);
  return text.replace(/^["'`]/, '').replace(/["'`]$/, '');
}
