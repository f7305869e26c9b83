import { useQuery } from '@tanstack/react-query';
import { queryFor } from '../../api/queries';
import { BadgeVersionsDocument } from '../../gen/graphql';
import { Chip } from '../../parts/Chip';
import { Section } from '../../parts/Section';
import { Day } from '../../text/Dates';
import { T } from '../text/texts';
import classes from './Release.module.css';

const SHOWN = 10;

/** Every version there was, newest first: what each asked for. */
export function Versions({ badge }: { badge: string }) {
  const found = useQuery(queryFor(BadgeVersionsDocument, { badge, first: SHOWN }, ['BADGES'])).data?.badgeVersions;
  const versions = found?.edges.map(({ node }) => node) ?? [];
  if (versions.length < 2) return null;
  return (
    <Section title={<T id="rules.versions" />}>
      <ol className={classes.versions}>
        {versions.map(({ version, state, rule, publishedAt }) => (
          <li key={version}>
            <span className={classes.version}>
              <b><T id="rules.versions.one" values={{ version }} /></b>
              <Chip tone={state === 'LIVE' ? 'laurel' : 'neutral'}><T id={`rules.versions.${state}`} /></Chip>
              {publishedAt && <span className="t-small t-quiet"><Day at={publishedAt} /></span>}
            </span>
            <span className="t-small t-second">{rule}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
