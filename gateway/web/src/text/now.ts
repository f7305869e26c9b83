import { useSyncExternalStore } from 'react';

const TICK = 30_000;

let now = new Date();

function subscribe(changed: () => void): () => void {
  const timer = setInterval(() => {
    now = new Date();
    changed();
  }, TICK);
  return () => clearInterval(timer);
}

/** The present, half a minute exact; what is written from it moves along. */
export function useNow(): Date {
  return useSyncExternalStore(subscribe, current);
}

function current(): Date {
  if (Math.abs(Date.now() - now.getTime()) > TICK) now = new Date();
  return now;
}
