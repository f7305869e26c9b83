import { FormattedMessage } from 'react-intl';
import { lastMoment } from '../challenges/window';
import { Day } from '../text/Dates';
import { useWords } from '../text/words';
import type { Step } from './NextStepLead';
import classes from './NextStepLead.module.css';

/** "Two more reviews to silver, Amara", and what the number is made of. */
export function LeadText({ step, name }: { step: Step; name: string }) {
  const words = useWords();
  const { target, noun, tier, have, need } = step;
  const missing = Math.max(0, need - have);
  const values = {
    number: words.Number(missing),
    noun: noun ? ` ${words.noun(missing, noun)}` : '',
    tier: tier ? words.tier(tier.name) : '',
    name,
  };
  return (
    <>
      <p className={classes.kicker}><FormattedMessage id="home.nextStep" /></p>
      <h1 id="next-step" className="t-lead" tabIndex={-1}>
        <FormattedMessage id={tier ? 'home.lead.tier' : `home.lead.${target.__typename}`} values={values} />
      </h1>
      <p className="t-standfirst">
        <FormattedMessage
          id={`home.standfirst.${target.__typename}`}
          values={{
            have: words.number(have),
            need: words.number(need),
            noun: noun ? ` ${words.noun(need, noun)}` : '',
            what: <b>{target.__typename === 'Badge' ? target.name : target.title}</b>,
            end: target.__typename === 'Challenge' ? <Day at={lastMoment(target.endsAt)} zone={target.timezone} /> : '',
          }}
        />
      </p>
    </>
  );
}
