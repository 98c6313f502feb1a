/** A phone number without the signs people put between its digits. What has letters, or does not start with the country, stays as it was typed. */
export function barePhone(raw: string): string {
  const bare = raw.replace(/\(0\)|[\s().\-/\u00A0]/g, '');
  return /^\+\d*$/.test(bare) ? bare : raw;
}
