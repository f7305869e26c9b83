import type { ReactNode } from 'react';
import { plain } from '../text/plain';
import type { MessageId } from '../text/TextProvider';

/** One thing that the palette offers. */
export interface Choice {
  /** Unique among all, such as `go:/badges` or `badge:mentor`. */
  id: string;
  label: string;
  /** What tells it from others of its name. */
  hint?: string | undefined;
  picture: ReactNode;
  /** What it is called, and kept as among recent choices, where that differs from its label. */
  name?: string;
  /** Other words under which it is found. */
  words?: string;
  run: () => void;
}

export interface ChoiceGroup {
  title: MessageId;
  choices: readonly Choice[];
}

/** Those of which every typed word begins a word, accents and capitals aside. */
export function matching(choices: readonly Choice[], typed: string): Choice[] {
  const wanted = plain(typed).split(/\s+/).filter(Boolean);
  return choices.filter(({ label, name = label, words = '' }) => {
    const known = plain(`${name} ${words}`).split(/[\s-]+/);
    return wanted.every((word) => known.some((one) => one.startsWith(word)));
  });
}

/** The place after `at` in a list of `count`, around its ends. */
export function moved(at: number, by: number, count: number): number {
  return count === 0 ? 0 : (at + by + count) % count;
}
