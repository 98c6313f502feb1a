/** Is this an installed app, or the browser inside another app? Such open no window that could hand anything back, or open it in place of the page. */
export function opensNoWindow(): boolean {
  const installed = ['standalone', 'fullscreen', 'minimal-ui'].some((mode) => matchMedia(`(display-mode: ${mode})`).matches) || ('standalone' in navigator && navigator.standalone === true);
  return installed || /; wv\)|\bFB(AN|AV|IOS)\b|Instagram|\bLine\/|MicroMessenger/.test(navigator.userAgent);
}
