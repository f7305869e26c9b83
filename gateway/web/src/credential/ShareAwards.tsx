import { FormattedMessage } from 'react-intl';
import type { BadgeOnPage } from '../badges/BadgePage';
import { Section } from '../parts/Section';
import { FormerShareRow } from './FormerShareRow';
import classes from './Share.module.css';
import { ShareRow, type AwardOnPage } from './ShareRow';

/** How many private awards are shown at once: whoever earns a badge every week has many. */
const MOST = 5;

/** What the viewer has earned of a badge, each to be shown to the world or not; whatever is public can be withdrawn. */
export function ShareAwards({ badge }: { badge: BadgeOnPage }) {
  const { shown, more } = parted(badge.mine.awards.toReversed());
  const former = badge.mine.ended.filter(({ credential }) => credential);
  if (shown.length + former.length === 0) return null;
  return (
    <Section side title={<FormattedMessage id="share.title" />}>
      <ul className={classes.rows}>
        {shown.map((award) => <ShareRow key={award.id} badge={badge} award={award} />)}
        {former.map((award) => <FormerShareRow key={award.id} badge={badge} award={award} />)}
      </ul>
      {more.length > 0 && (
        <details className={classes.more}>
          <summary className="t-small t-link"><FormattedMessage id="share.rest" values={{ n: more.length }} /></summary>
          <ul className={classes.rows}>
            {more.map((award) => <ShareRow key={award.id} badge={badge} award={award} />)}
          </ul>
        </details>
      )}
    </Section>
  );
}

/** All that is public and the newest of the rest; and what is left of that. */
function parted(awards: readonly AwardOnPage[]): { shown: AwardOnPage[]; more: AwardOnPage[] } {
  const more = awards.filter(({ credential }) => !credential).slice(MOST);
  return { shown: awards.filter((award) => !more.includes(award)), more };
}
