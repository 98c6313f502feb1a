/** Does a verifier belong to an S256 challenge? RFC 7636 §4.6 */
export async function isVerifierOf(challenge: string, verifier: string): Promise<boolean> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)));
  return btoa(String.fromCharCode(...hash)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '') === challenge;
}
