import { z } from 'zod/mini';

const MOST = 5;
const KEY = 'laurel-recent';

const Recent = z.object({ id: z.string(), label: z.string() });
const Kept = z.object({ person: z.string(), choices: z.array(Recent) });

export type Recent = z.infer<typeof Recent>;

/** What this person chose last in this browser, the latest first. */
export function recentOf(person: string): Recent[] {
  try {
    const kept = Kept.parse(JSON.parse(localStorage.getItem(KEY) ?? 'null'));
    return kept.person === person ? kept.choices : [];
  } catch {
    return []; // nothing was kept, or storage is forbidden
  }
}

/** Keeps a choice as the latest; of another person nothing is left. */
export function keepRecent(person: string, { id, label }: Recent) {
  const others = recentOf(person).filter((one) => one.id !== id);
  write(JSON.stringify({ person, choices: [{ id, label }, ...others].slice(0, MOST) }));
}

/** Nothing of a person stays in a browser that they have left. */
export function forgetRecent() {
  write(null);
}

function write(text: string | null) {
  try {
    if (text === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, text);
  } catch {
    // Storage may be forbidden or full; then nothing is remembered.
  }
}
