import { FormattedMessage } from 'react-intl';
import { Section } from '../parts/Section';
import { Day } from '../text/Dates';
import { startOfDay } from '../text/dates';
import type { LaunchValues } from './launch';
import classes from './LaunchPreview.module.css';
import { typeWords } from './rule';

/** The challenge as those it is for will read it. */
export function LaunchPreview({ values, unit }: { values: LaunchValues; unit: string }) {
  const { title, description, points } = values;
  return (
    <aside className={classes.panel}>
      <Section side title={<FormattedMessage id="launch.preview" />}>
        <div className={classes.card}>
          <p className={`t-heading ${classes.title}`}>{title.trim() || <FormattedMessage id="launch.preview.untitled" />}</p>
          {description.trim() && <p className={`t-second ${classes.description}`}>{description}</p>}
          <p className={classes.rule}><RuleText values={values} /></p>
          <p className="t-small t-quiet">
            {unit}
            {points > 0 && <> · <FormattedMessage id="badge.points" values={{ n: points }} /></>}
          </p>
        </div>
      </Section>
    </aside>
  );
}

function RuleText({ values }: { values: LaunchValues }) {
  const { type, condition, atLeast, once, startDay, endDay, timezone, nounOne, nounOther } = values;
  if (!type || !startDay || !endDay) return <FormattedMessage id="launch.preview.noRule" />;
  return (
    <FormattedMessage
      id="launch.preview.rule"
      values={{
        n: atLeast,
        noun: (atLeast === 1 ? nounOne : nounOther).trim() || typeWords(type),
        named: nounOne.trim() !== '',
        where: condition ? condition.value.trim() : '',
        filtered: Boolean(condition?.value.trim()),
        once,
        start: <Day at={startOfDay(startDay, timezone)} zone={timezone} />,
        end: <Day at={startOfDay(endDay, timezone)} zone={timezone} />,
      }}
    />
  );
}
