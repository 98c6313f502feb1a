'use client';

import { useEffect, useState } from 'react';
import { Heading } from '../parts/heading.tsx';
import { Notice } from '../parts/notice.tsx';
import { useRoot } from '../root/root-context.ts';

/** Shorter waits are not worth a word. */
const announceAfter = 200;
const slowAfter = 10_000;
/** More would stand below any screen. */
const mostSkeletons = 30;

/**
 * The page as it is about to be, without its data. CSS keeps it unseen for 200 ms; its invisible words are the real ones,
 * so that nothing moves when the cards arrive.
 */
export function Loading() {
  const { client, categories, messages, announce, restart, part } = useRoot();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timers = [setTimeout(() => announce(messages.pageLoading()), announceAfter), setTimeout(() => { setSlow(true); announce(messages.pageLoadingSlow()); }, slowAfter)];
    return () => timers.forEach(clearTimeout);
  }, [announce, messages]);

  const ghost = (words: string, button = false) => <span {...part('placeholder', { button })}>{words}</span>;
  const awaited = client.providers.slice(0, mostSkeletons);
  return (
    <div {...part('content', { loading: true })} aria-busy="true">
      {slow && <Notice text={messages.pageLoadingSlow()} tone="warn" onRetry={restart} />}
      {[...new Set([...Object.keys(categories), ...awaited.map((provider) => provider.category)])].map((category) => {
        const providers = awaited.filter((provider) => provider.category === category);
        return providers.length > 0 && (
          <div key={category} {...part('category')}>
            <div {...part('category-header')}><Heading depth={1} part="category-title">{categories[category] ?? category}</Heading></div>
            <ul {...part('list')} aria-hidden="true">
              {providers.map((provider) => (
                <li key={provider.id}>
                  <div {...part('skeleton')}>
                    <div {...part('card-header')}><span {...part('icon')} />{ghost(provider.name)}</div>
                    {ghost(messages.badge({ state: 'available', by: null }))}
                    <p {...part('card-line')}>{ghost(provider.summary)}</p>
                    <div {...part('card-actions')}>{ghost(messages.actionConnect(), true)}</div>
                  </div>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </div>
  );
}
