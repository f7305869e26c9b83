import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { useIntl } from 'react-intl';
import { useViewer } from '../../app/viewer';
import { BadgePicture } from '../../badges/BadgePicture';
import { awardTitle } from '../../badges/words';
import type { AppealCardFragment, AppealDecision } from '../../gen/graphql';
import { PersonLine } from '../../parts/PersonLine';
import { Ago, Day } from '../../text/Dates';
import { DecisionList } from '../holders/DecisionList';
import { Quote } from '../Quote';
import { T, useCorrectionText } from '../text/texts';
import classes from './Appeals.module.css';
import { DecideDialog } from './DecideDialog';

/** One appeal: what was held, what was said, what led to it, and the two answers. */
export function AppealCard({ appeal }: { appeal: AppealCardFragment }) {
  const id = useId();
  const { badge, award, person, text, at, decisions } = appeal;
  const title = awardTitle(useIntl(), { badge, tier: award.tier });
  return (
    <article className={classes.card} aria-labelledby={id}>
      <BadgePicture badge={badge} size={72} state="earned" tier={award.tier?.id} decorative />
      <div className={classes.body}>
        <div>
          <h2 id={id} className="t-side">
            <Link to="/admin/badges/$badgeId/holders" params={{ badgeId: badge.id }} search={{ view: 'trail' }}>{title}</Link>
          </h2>
          <p className="t-small t-second">
            <T id="appeals.held" values={{ earned: <Day at={award.earnedAt} />, ended: award.endedAt && <Day at={award.endedAt} /> }} />
          </p>
        </div>
        <PersonLine person={person}>{person.unit?.name} · <T id="appeals.sent" values={{ when: <Ago at={at} /> }} /></PersonLine>
        <Quote>{text}</Quote>
        <details className={classes.trail} open={appeal.state === 'OPEN'}>
          <summary className="t-small t-link"><T id="appeals.trail" /></summary>
          <DecisionList decisions={decisions.filter(({ kind }) => kind !== 'APPEALED')} />
        </details>
        {appeal.state === 'OPEN' && <Answers appeal={appeal} title={title} />}
      </div>
    </article>
  );
}

function Answers({ appeal, title }: { appeal: AppealCardFragment; title: string }) {
  const t = useCorrectionText();
  const [answer, setAnswer] = useState<AppealDecision>();
  const { displayName: name, id } = appeal.person;
  if (useViewer().id === id) return <p className="t-small t-second"><T id="appeals.own" /></p>;
  return (
    <div className={classes.answers}>
      <Button aria-label={t('appeals.of', { act: t('appeals.reinstate'), name })} onClick={() => setAnswer('REINSTATED')}><T id="appeals.reinstate" /></Button>
      <Button variant="default" aria-label={t('appeals.of', { act: t('appeals.uphold'), name })} onClick={() => setAnswer('UPHELD')}><T id="appeals.uphold" /></Button>
      {answer && <DecideDialog appeal={appeal} title={title} answer={answer} onClose={() => setAnswer(undefined)} />}
    </div>
  );
}
