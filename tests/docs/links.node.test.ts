import { existsSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { anchorsOf, blocksOf, type Page, pages } from './pages.ts';

/** Where a page points to: Markdown links and images, and the HTML of the README. */
function targetsOf({ prose }: Page): string[] {
  return [...prose.matchAll(/\]\(([^)\s]+)\)|\b(?:src|srcset|href)="([^"]+)"/g)].map((match) => match[1] ?? match[2] ?? '');
}

/** What is wrong with a link, or null. */
function faultOf(from: Page, target: string): string | null {
  if (/^https:\/\//.test(target)) return null;
  if (/^[a-z]+:/.test(target)) return 'is neither https nor relative';
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? from.path : normalize(join(dirname(from.path), path));
  if (file.startsWith('..') || !existsSync(file)) return 'leads nowhere';
  if (anchor === undefined) return null;
  const page = pages.find((one) => one.path === file);
  return page && anchorsOf(page).has(anchor) ? null : 'names no heading of that page';
}

test('every link of README and docs leads to a file and, with #, to a heading (DX-39)', () => {
  const links = pages.flatMap((page) => targetsOf(page).map((target) => ({ page, target })));
  const dead = links.flatMap(({ page, target }) => faultOf(page, target)?.replace(/^/, `${page.path}: ${target} `) ?? []);
  expect(dead).toEqual([]);
  expect(links.filter(({ target }) => !/^[a-z]+:/.test(target)).length).toBeGreaterThan(10);
});

test('a dead link is found: a missing file, a missing heading, a foreign scheme', () => {
  const page: Page = { path: 'docs/some.md', text: '# One heading\n', prose: '# One heading\n' };
  expect([faultOf(page, '../README.md'), faultOf(page, 'https://example.com')]).toEqual([null, null]);
  expect([faultOf(page, 'gone.md'), faultOf(page, '../README.md#no-such-heading'), faultOf(page, '../../outside.md'), faultOf(page, 'file:///etc')]).not.toContain(null);
  expect([...anchorsOf({ ...page, text: '# One `code` heading!\n## Twice\n## Twice\n' })]).toEqual(['one-code-heading', 'twice', 'twice-1']);
});

test('every page is reached from the README', () => {
  const reached = new Set(['README.md']);
  // A set that grows while it is walked visits what was added.
  for (const path of reached) {
    const page = pages.find((one) => one.path === path);
    for (const target of page ? targetsOf(page) : []) reached.add(normalize(join(dirname(path), target.split('#')[0] ?? '')));
  }
  expect(pages.map((page) => page.path).filter((path) => !reached.has(path))).toEqual([]);
});

test('pictures are there and are no empty files', () => {
  const pictures = pages.flatMap((page) => targetsOf(page).filter((target) => /\.(png|svg|jpg)$/.test(target)).map((target) => normalize(join(dirname(page.path), target))));
  expect(pictures).toContain('docs/images/page-light.png');
  for (const picture of pictures) expect(statSync(picture).size, picture).toBeGreaterThan(1000);
});

test('every block of TypeScript names the file it is checked and run as, each name once a page', () => {
  for (const page of pages) {
    const code = blocksOf(page).filter(({ language }) => /^(ts|tsx|js|jsx|typescript|javascript)$/.test(language));
    expect(code.filter(({ file, language }) => file === null || !file.endsWith(`.${language}`)), page.path).toEqual([]);
    expect(new Set(code.map(({ file }) => file)).size, page.path).toBe(code.length);
  }
});
