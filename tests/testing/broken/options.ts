import { IntegrationsError } from '../../../src/core/index.ts';
import { bare, broken, type BrokenAdapter, heedless, misdirected } from './broken.ts';

export const brokenOptions: readonly BrokenAdapter[] = [
  broken('answers one choice twice and another never', 'options: answers choices page by page, each once', (good) => ({
    options: async (i, o) => {
      const page = await good.options(i, o);
      return { ...page, items: page.items.map((one) => (one.value === 'shop-44' ? { value: 'shop-43', label: 'Shop number 43' } : one)) };
    },
  })),
  broken('answers a choice without a label', 'options: answers choices page by page, each once', (good) => ({
    options: async (i, o) => {
      const page = await good.options(i, o);
      return { ...page, items: page.items.map((one) => (one.value === 'shop-44' ? { ...one, label: '' } : one)) };
    },
  })),
  broken('ends after the second page', 'options: reaches every choice by its cursors', (good) => ({
    options: async (i, o) => {
      const page = await good.options(i, o);
      return i.cursor ? { ...page, nextCursor: null } : page;
    },
  })),
  broken('answers a page in another order each time', 'options: answers a page alike when it is asked for again', (good) => {
    let asked = 0;
    return {
      options: async (i, o) => {
        const page = await good.options(i, o);
        asked += 1;
        return { ...page, items: asked > 2 ? page.items.toReversed() : page.items };
      },
    };
  }),
  broken('breaks at a cursor it never gave', 'options: takes a cursor it never gave for a mistake of the caller, not for a fault of its own', (good) => ({
    options: async (i, o) => {
      if (i.cursor !== undefined && !/^\d+$/.test(i.cursor)) throw new IntegrationsError('internal');
      return good.options(i, o);
    },
  })),
  broken('searches values instead of labels', 'options: finds a choice by its label', (good) => ({
    options: async (i, o) => {
      const page = await good.options(i, o);
      return { ...page, items: page.items.filter(({ value }) => value.includes(i.query ?? '')) };
    },
  })),
  broken('ignores the search text', 'options: leaves out what does not match a search', (good) => ({
    options: ({ query: _, ...i }, o) => good.options(i, o),
  })),
  broken('connects with unsaved values', 'options: stores nothing of unsaved values', (good) => ({
    options: async (i, o) => {
      const page = await good.options(i, o);
      if (i.values) await good.connect({ integration: i.integration, credentials: i.values }, bare(o));
      return page;
    },
  })),
  broken('answers no choices for a field it does not know', 'options: refuses a field that has no choices', (good) => ({
    options: (i, o) => (i.field === 'shop' ? good.options(i, o) : Promise.resolve({ items: [], nextCursor: null })),
  })),
  misdirected('options'),
  ...heedless('options'),
];
