import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { FormattedMessage } from 'react-intl';
import { NotFound } from '../app/NotFound';
import type { BadgePageQuery } from '../gen/graphql';
import { Crumbs } from '../parts/Crumbs';
import { Page } from '../parts/Page';
import { BadgeAside } from './BadgeAside';
import { BadgeHero } from './BadgeHero';
import classes from './BadgePage.module.css';
import { BadgeTrace } from './BadgeTrace';
import { badgeQuery } from './queries';
import { TierTrack } from './TierTrack';

/** Most people's badges were neither given nor taken by anybody. */
const OwnCorrections = lazy(async () => ({ default: (await import('../corrections/OwnCorrections')).OwnCorrections }));

const route = getRouteApi('/signed-in/badges/$badgeId');

export type BadgeOnPage = NonNullable<BadgePageQuery['badge']>;

/** One badge: what it stands for, how far the viewer is, and why. */
export function BadgePage() {
  const { badgeId } = route.useParams();
  const { badge } = useSuspenseQuery(badgeQuery(badgeId)).data;
  if (!badge) return <NotFound />;
  return (
    <Page title={badge.name}>
      <Crumbs up={<Link to="/badges"><FormattedMessage id="nav.badges" /></Link>} here={badge.name} />
      <BadgeHero badge={badge} />
      <div className={classes.columns}>
        <div className={classes.main}>
          {isCorrected(badge) && <Suspense><OwnCorrections badge={badge} /></Suspense>}
          {!badge.byHand && badge.tiers.length > 0 && <TierTrack badge={badge} />}
          {!badge.byHand && <BadgeTrace badge={badge} />}
        </div>
        <BadgeAside badge={badge} />
      </div>
    </Page>
  );
}

function isCorrected({ byHand, mine }: BadgeOnPage): boolean {
  return byHand || mine.ended.length > 0 || mine.awards.some((award) => award.byHand);
}
