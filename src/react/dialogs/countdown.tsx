'use client';

import { useEffect, useState } from 'react';
import { useOutcomeMessages } from './use-outcome-messages.ts';

/** Counts down to when a try may succeed. Not announced: it stands where the user already is. */
export function Countdown({ seconds }: { seconds: number }) {
  const messages = useOutcomeMessages();
  const [end] = useState(() => Date.now() + seconds * 1000);
  const [left, setLeft] = useState(Math.ceil(seconds));
  useEffect(() => {
    const timer = setInterval(() => {
      const rest = Math.max(0, Math.ceil((end - Date.now()) / 1000));
      setLeft(rest);
      if (rest === 0) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [end]);
  return <p data-countdown="">{left > 0 ? messages.retryIn({ seconds: left }) : messages.retryNow()}</p>;
}
