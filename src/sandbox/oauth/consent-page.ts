/** What a consent page offers to choose. */
export interface ConsentChoices {
  /** The name of the provider. */
  title: string;
  /** Who asks. */
  app: string;
  accounts: readonly string[];
  /** None where a provider gives all or nothing. */
  scopes: readonly { id: string; label: string }[];
}

const style = `
:root { color-scheme: light dark; --line: #8a8f98; --accent: #1d4ed8; --on-accent: #fff; --soft: #f3f4f6; }
@media (prefers-color-scheme: dark) { :root { --line: #8b919b; --accent: #93b4ff; --on-accent: #0b1220; --soft: #1d2430; } }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; background: light-dark(#fff, #12161d); color: light-dark(#16191f, #eceef2); }
main { max-width: 32rem; margin: 0 auto; padding: 1.5rem 1rem 2rem; }
h1 { font-size: 1.375rem; line-height: 1.3; margin: 0 0 .75rem; overflow-wrap: anywhere; }
p { margin: 0 0 1rem; }
fieldset { border: 1px solid var(--line); border-radius: .5rem; margin: 0 0 1rem; padding: .25rem 1rem .75rem; }
legend { font-weight: 600; padding: 0 .25rem; }
label { display: flex; gap: .625rem; align-items: flex-start; padding: .375rem 0; overflow-wrap: anywhere; }
label span { min-width: 0; }
input { flex: none; width: 1.125rem; height: 1.125rem; margin: .2rem 0 0; accent-color: var(--accent); }
code { display: block; font-size: .8125rem; opacity: .8; }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; }
button { font: inherit; font-weight: 600; padding: .5rem 1.25rem; min-height: 2.75rem; border: 1px solid var(--accent); border-radius: .5rem; background: none; color: var(--accent); cursor: pointer; }
button[value=allow] { background: var(--accent); color: var(--on-accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.note { background: var(--soft); border-radius: .5rem; padding: .625rem .875rem; font-size: .875rem; }`;

/** The page on which a person chooses an account and what an app may do. It works without script; the answer is posted to its own address. */
export function consentPage({ title, app, accounts, scopes }: ConsentChoices, headers: Readonly<Record<string, string>> = {}): Response {
  const radios = accounts.map((name, index) => `<label><input type="radio" name="account" value="${escaped(name)}" required${index === 0 ? ' checked' : ''}><span>${escaped(name)}</span></label>`);
  const boxes = scopes.map(({ id, label }) => `<label><input type="checkbox" name="scope" value="${escaped(id)}" checked><span>${escaped(label)}${label === id ? '' : `<code>${escaped(id)}</code>`}</span></label>`);
  return html(200, `Allow access to ${title}`, `<h1>${escaped(app)} asks for access to your ${escaped(title)} account</h1>
<p class="note">This is an imitation of ${escaped(title)} for trying things out. No account on it is real.</p>
<form method="post">
<fieldset><legend>Account</legend>${radios.join('')}</fieldset>
${boxes.length > 0 ? `<fieldset><legend>It may</legend>${boxes.join('')}</fieldset>` : `<p>It may do everything that you may do in this account.</p>`}
<div class="actions"><button name="decision" value="allow">Allow</button><button name="decision" value="deny">Deny</button></div>
</form>`, headers);
}

/** What a provider shows instead of sending a person anywhere: an unknown app or an address that is not registered. */
export function refusalPage(title: string, code: string, detail: string, status = 400): Response {
  return html(status, `${title}: access blocked`, `<h1>Access blocked</h1><p>${escaped(detail)}</p><p class="note">Error ${status}: ${escaped(code)}</p>`);
}

function html(status: number, title: string, body: string, headers: Readonly<Record<string, string>> = {}): Response {
  const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title><style>${style}</style></head>
<body><main>${body}</main></body></html>`;
  return new Response(page, {
    status,
    headers: { ...headers, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'", 'x-content-type-options': 'nosniff' },
  });
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}
