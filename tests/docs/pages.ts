import { readdirSync, readFileSync } from 'node:fs';

/** One Markdown page of the documentation. */
export interface Page {
  /** From the root of the repository. */
  path: string;
  text: string;
  /** The same lines without code, fenced or inline, so that links and headings in examples do not count. */
  prose: string;
}

/** A fenced block of code. `file` is what it is saved as, next to the other blocks of its page. */
export interface Block {
  language: string;
  file: string | null;
  code: string;
}

/** README and everything in docs/ and docs/providers/. */
export const pages: readonly Page[] = ['README.md', ...['docs', 'docs/providers'].flatMap((folder) => readdirSync(folder).filter((name) => name.endsWith('.md')).map((name) => `${folder}/${name}`))].map((path) => {
  const text = readFileSync(path, 'utf8');
  return { path, text, prose: text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, (code) => code.replace(/[[\](){}<>]/g, ' ')) };
});

/** @throws Error when there is no such page. */
export function pageAt(path: string): Page {
  const page = pages.find((one) => one.path === path);
  if (!page) throw new Error(`There is no page ${path}.`);
  return page;
}

/** The blocks of a page in their order. */
export function blocksOf({ text }: Page): Block[] {
  return [...text.matchAll(/^```(\w+)([^\n]*)\n([\s\S]*?)^```/gm)].map(([, language = '', rest = '', code = '']) => ({ language, file: /\bfile=(\S+)/.exec(rest)?.[1] ?? null, code }));
}

/** What `#…` may name on a page: its headings as GitHub spells them. */
export function anchorsOf({ prose, text }: Page): Set<string> {
  const headings = text.replace(/^```[\s\S]*?^```/gm, '').match(/^#{1,6} .+$/gm) ?? [];
  const seen = new Map<string, number>();
  const anchors = headings.map((heading) => {
    const slug = heading.replace(/^#+ /, '').trim().toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
  return new Set([...anchors, ...[...prose.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, name = '']) => name)]);
}

/** The cells of every row of a Markdown table whose first heading is `first`, without the heading. Code marks are left out. */
export function tableOf({ text }: Page, first: string): string[][] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${first} |`));
  if (start < 0) throw new Error(`There is no table that begins with "${first}".`);
  const end = lines.findIndex((line, at) => at > start && !line.startsWith('|'));
  return lines.slice(start + 2, end < 0 ? undefined : end).map((line) => line.split(/(?<!\\)\|/).slice(1, -1).map((cell) => cell.trim().replaceAll('`', '')));
}
