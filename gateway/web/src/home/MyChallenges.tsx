import { Link } from '@tanstack/react-router';
import { FormattedMessage } from 'react-intl';
import { ChallengeRow } from '../challenges/ChallengeRow';
import type { HomePageQuery } from '../gen/graphql';
import { Section } from '../parts/Section';

interface MyChallengesProps {
  challenges: HomePageQuery['challenges'];
  className: string | undefined;
}

/** The challenges one has joined. */
export function MyChallenges({ challenges: { edges }, className }: MyChallengesProps) {
  const all = <Link to="/challenges" className="t-link"><FormattedMessage id="home.allChallenges" /></Link>;
  return (
    <Section title={<FormattedMessage id="home.myChallenges" />} aside={all} className={className}>
      {edges.length === 0 && <p className="t-second"><FormattedMessage id="home.noChallenges" /></p>}
      <ul>
        {edges.map(({ node }) => (
          <ChallengeRow key={node.id} challenge={node} />
        ))}
      </ul>
    </Section>
  );
}
