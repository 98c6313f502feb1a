import { afterEach, expect, test } from 'vitest';
import card from '../../src/styles/card.css?inline';
import page from '../../src/styles/page.css?inline';
import tokens from '../../src/styles/tokens.css?inline';

const css = [tokens, page, card].join('\n');

afterEach(() => {
  document.adoptedStyleSheets = [];
  document.body.replaceChildren();
});

function sheetOf(text: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}
const within = (rules: CSSRuleList): CSSRule[] => [...rules].flatMap((rule) => ('cssRules' in rule ? [rule, ...within(rule.cssRules as CSSRuleList)] : [rule]));

test('every rule is in the layer and has no specificity (DX-20)', () => {
  const { cssRules } = sheetOf(css);
  expect([...cssRules].map((rule) => rule instanceof CSSLayerBlockRule && rule.name)).toEqual(['integrations', 'integrations', 'integrations']);
  const styles = within(cssRules).filter((rule): rule is CSSStyleRule => rule instanceof CSSStyleRule);
  const specific = styles.flatMap((rule) => splitSelectors(rule.selectorText)).filter((selector) => !/^(?::where\((?:[^()]|\([^()]*(?:\([^()]*(?:\([^()]*\))?[^()]*\))?[^()]*\))*\)\s*)+(?:::[a-z]+)?$/.test(selector));
  expect(styles.length).toBeGreaterThan(80);
  expect(specific).toEqual([]);
});

test('only what stands beneath the root is touched (DX-20)', () => {
  document.body.innerHTML = '<button>a</button><h2>b</h2><ul><li>c</li></ul><input><details><summary>d</summary></details>';
  const looks = () => [...document.body.querySelectorAll('*')].map((element) => [...getComputedStyle(element)].map((name) => getComputedStyle(element).getPropertyValue(name)).join());
  const before = looks();
  document.adoptedStyleSheets = [sheetOf(css)];
  expect(looks()).toEqual(before);
});

test('a utility of the host wins with the layer order of Tailwind (DX-20)', () => {
  document.body.innerHTML = '<div class="integrations"><button class="p-9" data-part="button" data-kind="plain">a</button></div>';
  document.adoptedStyleSheets = [sheetOf('@layer theme, base, integrations, components, utilities; @layer base { button { padding: 3px; border: 0 } } @layer utilities { .p-9 { padding: 9px } }'), sheetOf(css)];
  const { padding, borderTopWidth } = getComputedStyle(document.querySelector('button') as HTMLElement);
  expect([padding, borderTopWidth]).toEqual(['9px', '1px']);
});

test('offers at least thirty variables, and uses none it does not set (DX-19)', () => {
  const set = new Set([...tokens.matchAll(/^\s*(--integrations-[a-z0-9-]+):/gm)].map(([, name]) => name));
  const used = new Set([...css.matchAll(/var\((--integrations-[a-z0-9-]+)/g)].map(([, name]) => name));
  expect(set.size).toBeGreaterThanOrEqual(30);
  expect([...used].filter((name) => !set.has(name))).toEqual([]);
});

test('says start and end, never left and right (UX-22)', () => {
  expect(css.match(/(?:^|[\s{;])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom|width|height|text-align:\s*(?:left|right))\s*:/g)).toBeNull();
});

test('nothing moves for who asked for less motion (UX-23)', () => {
  const motion = within(sheetOf(css).cssRules).filter((rule): rule is CSSMediaRule => rule instanceof CSSMediaRule && rule.conditionText.includes('reduced-motion'));
  const still = motion.flatMap((rule) => within(rule.cssRules)).map((rule) => rule.cssText).join('\n');
  const moving = within(sheetOf(css).cssRules).filter((rule): rule is CSSStyleRule => rule instanceof CSSStyleRule && /animation:[^;]*integrations-(?:turn|drop)/.test(rule.cssText));
  expect(moving).toHaveLength(3);
  for (const part of ['spinner', 'badge', 'more-list']) expect(still).toContain(`[data-part="${part}"]`);
  expect(still).toContain('--integrations-duration: 0.01ms');
});

/** Splits at commas outside parentheses. */
function splitSelectors(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const letter of text) {
    depth += letter === '(' ? 1 : letter === ')' ? -1 : 0;
    if (letter === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts.map((part) => part.trim());
}
