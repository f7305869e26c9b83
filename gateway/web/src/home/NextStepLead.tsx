import { Link } from '@tanstack/react-router';
import { FormattedMessage } from 'react-intl';
import { BadgePicture } from '../badges/BadgePicture';
import { shareOf } from '../badges/words';
import type { NextStepLeadFragment } from '../gen/graphql';
import { ButtonLink } from '../parts/ButtonLink';
import { LeafRing } from '../parts/LeafRing';
import { givenName, useWords } from '../text/words';
import { FreshStart } from './FreshStart';
import { LeadText } from './LeadText';
import classes from './NextStepLead.module.css';

export type Step = NonNullable<NextStepLeadFragment['nextStep']>;

/** The one clear next step. */
export function NextStepLead({ viewer, className }: { viewer: NextStepLeadFragment; className: string | undefined }) {
  const { nextStep, person } = viewer;
  const name = givenName(person.displayName);
  return (
    <section aria-labelledby="next-step" className={`${classes.lead} ${className ?? ''}`}>
      {nextStep ? <NextStep step={nextStep} name={name} /> : <FreshStart name={name} />}
    </section>
  );
}

function NextStep({ step, name }: { step: Step; name: string }) {
  return (
    <>
      <div className={classes.words}>
        <LeadText step={step} name={name} />
        <div className={classes.actions}>
          <StepActions target={step.target} />
        </div>
      </div>
      <StepPicture step={step} />
    </>
  );
}

function StepActions({ target }: { target: Step['target'] }) {
  if (target.__typename === 'Badge') {
    return (
      <>
        <ButtonLink to="/badges/$badgeId" params={{ badgeId: target.id }}><FormattedMessage id="home.openBadge" /></ButtonLink>
        <Link to="/badges/$badgeId" params={{ badgeId: target.id }} hash="counted" className="t-link"><FormattedMessage id="home.counted" /></Link>
      </>
    );
  }
  return <ButtonLink to="/challenges/$challengeId" params={{ challengeId: target.id }}><FormattedMessage id="home.openChallenge" /></ButtonLink>;
}

function StepPicture({ step }: { step: Step }) {
  const words = useWords();
  const share = shareOf(step);
  if (step.target.__typename === 'Challenge') {
    return (
      <LeafRing share={share} size={208}>
        <span className="t-big">{words.share(step.have, step.need)}</span>
      </LeafRing>
    );
  }
  const held = step.target.mine.awards.at(-1);
  const tier = held?.tier?.id ?? step.tier?.id;
  return <BadgePicture badge={step.target} size={232} state={held ? 'held' : 'blind'} tier={tier} share={share} className={classes.picture} />;
}
