// What both contestants show: the same cards, the same fields, the same rules.

export interface BenchField {
  name: string;
  label: string;
  help: string;
  type: 'text' | 'number' | 'select' | 'boolean';
  min: number;
  max: number;
  options: readonly string[];
  value: string | number | boolean;
}

const kinds: readonly Omit<BenchField, 'name' | 'label' | 'help'>[] = [
  { type: 'text', min: 3, max: 40, options: [], value: 'store name' },
  { type: 'text', min: 8, max: 80, options: [], value: 'https://example.com/hook' },
  { type: 'number', min: 1, max: 100, options: [], value: 15 },
  { type: 'select', min: 0, max: 0, options: ['hourly', 'daily', 'weekly', 'never'], value: 'daily' },
  { type: 'boolean', min: 0, max: 0, options: [], value: true },
  { type: 'text', min: 1, max: 80, options: [], value: 'prefix-' },
];

export const benchFields = (count: number): BenchField[] =>
  Array.from({ length: count }, (_, index) => {
    const kind = kinds[index % kinds.length];
    if (!kind) throw new Error('No kind.');
    return { ...kind, name: `f${index}`, label: `Field ${index}`, help: `Help text for field ${index}` };
  });

export interface BenchProvider { id: string; name: string; summary: string; category: string; connected: boolean }

export const benchProviders = (count: number): BenchProvider[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `p${index}`, name: `Provider ${index}`, summary: `Sync orders, customers and inventory with Provider ${index}.`, category: ['crm', 'erp', 'mail'][index % 3] ?? 'crm', connected: index % 3 === 1,
  }));

/** What a contestant can do; the driver clicks and types as a person would. */
export interface Contestant {
  /** Resolves once `cards` cards are in the document. `fields`: how many fields the dialog has. */
  mount(root: HTMLElement, cards: number, fields: number): Promise<() => void>;
  /** Selectors. */
  trigger: string;
  dialog: string;
  input: string;
}

export const untilCount = (root: HTMLElement, selector: string, count: number): Promise<void> =>
  new Promise((resolve) => {
    const done = () => root.querySelectorAll(selector).length >= count;
    if (done()) return resolve();
    const observer = new MutationObserver(() => {
      if (!done()) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(root, { childList: true, subtree: true });
  });
