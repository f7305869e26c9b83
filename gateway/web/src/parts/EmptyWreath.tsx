import { IconSeedling } from '@tabler/icons-react';
import { LeafRing } from './LeafRing';

/** The picture of an empty state: a wreath with no leaf lit. */
export function EmptyWreath() {
  return (
    <LeafRing share={0} size={96}>
      <IconSeedling size={32} stroke={1.75} color="var(--ink3)" aria-hidden="true" />
    </LeafRing>
  );
}
