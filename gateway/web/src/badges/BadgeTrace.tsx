import { FormattedMessage } from 'react-intl';
import { Section } from '../parts/Section';
import { AsOf } from '../text/Dates';
import { useWords } from '../text/words';
import { listed, type TraceNode } from '../trace/tree';
import { NextStepBox } from '../trace/NextStepBox';
import { TraceList } from '../trace/TraceList';
import type { BadgeOnPage } from './BadgePage';
import classes from './BadgeTrace.module.css';

/** Why, or why not yet. */
export function BadgeTrace({ badge }: { badge: BadgeOnPage }) {
  const { trace, mine, noun } = badge;
  return (
    <Section anchor="counted" title={<TraceTitle badge={badge} />} aside={<span className="t-quiet"><AsOf at={trace.asOf} /></span>}>
      {trace.unit && <p className={`t-small t-second ${classes.together}`}><FormattedMessage id="trace.together" values={{ unit: trace.unit.name }} /></p>}
      <TraceList nodes={listed(trace.root)} noun={noun} />
      {!trace.done && <NextStep missing={mine.need - mine.have} badge={badge} />}
    </Section>
  );
}

function TraceTitle({ badge: { trace, mine } }: { badge: BadgeOnPage }) {
  const words = useWords();
  if (trace.done && trace.unit) return <FormattedMessage id="trace.whatCounted" />;
  if (trace.done) return <FormattedMessage id={mine.awards.length > 0 ? 'trace.whyYours' : 'trace.whatCounted'} />;
  if (!mine.nextTier) return <FormattedMessage id="trace.whyNotYet" />;
  return <FormattedMessage id="trace.whyNotTier" values={{ tier: words.tier(mine.nextTier.name) }} />;
}

/** What each part says is missing; a next step that says no more than one of them adds nothing to the title. */
function missingParts(nodes: readonly TraceNode[]): string[] {
  return nodes.flatMap(({ missing }) => missing ?? []);
}

function NextStep({ missing, badge: { trace, mine, noun, name } }: { missing: number; badge: BadgeOnPage }) {
  const words = useWords();
  const goal = mine.nextTier ? words.tier(mine.nextTier.name) : name;
  const values = { number: words.Number(missing), noun: noun ? ` ${words.noun(missing, noun)}` : '', goal };
  const title = <FormattedMessage id="trace.moreAndYours" values={values} />;
  const said = missingParts(listed(trace.root));
  if (missing > 0) return <NextStepBox title={title}>{trace.nextStep && !said.includes(trace.nextStep) && trace.nextStep}</NextStepBox>;
  return trace.nextStep ? <NextStepBox title={trace.nextStep} /> : null;
}
