import classes from './Avatar.module.css';

const TINTS = 6;

interface AvatarProps {
  person: { id: string; displayName: string };
  size?: number;
}

/** A person's initials on one of six tints; the name always stands beside it. */
export function Avatar({ person, size = 32 }: AvatarProps) {
  const tint = tintOf(person.id);
  return (
    <span
      aria-hidden="true"
      className={classes.avatar}
      style={{
        width: size,
        height: size,
        fontSize: Math.max(9, Math.round(size * 0.38)),
        background: `var(--avatar-${tint})`,
        color: `var(--avatar-ink-${tint})`,
      }}
    >
      {initials(person.displayName)}
    </span>
  );
}

/** A tint by a hash of the id, never by anything about the person. */
export function tintOf(id: string): number {
  let hash = 7;
  for (const letter of id) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return hash % TINTS;
}

/** First and last: "Fatima Zahra Benali" is FB. */
export function initials(displayName: string): string {
  const names = displayName.trim().split(/[\s-]+/).filter(Boolean);
  const ends = names.length > 1 ? [names[0], names.at(-1)] : names;
  return ends.map((name) => [...(name ?? '')][0]?.toLocaleUpperCase() ?? '').join('');
}
