/** Is this page shown inside another site? Browsers keep that one's storage and channels apart, so no answer of a sign-in would get here. */
export function isEmbedded(): boolean {
  try {
    return window.top !== window.self && window.top?.location.origin !== window.location.origin;
  } catch {
    return true;
  }
}
