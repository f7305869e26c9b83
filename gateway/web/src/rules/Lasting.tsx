import { Section } from '../parts/Section';
import classes from './Editor.module.css';
import { useEditing, useFault, useValue } from './EditorContext';
import { ChoiceField } from './fields/ChoiceField';
import { DurationField } from './fields/DurationField';
import { Sentence, Word } from './fields/Field';
import { FieldFaults } from './fields/FieldFaults';
import { CALENDAR_UNITS } from './model/durations';
import { isByHand, RETRACTED } from './model/terms';
import { T, useRuleText } from './text/texts';

const BEGIN = 'P1Y';

/** How long it is good for, and what becomes of it when what it rests on is taken back. */
export function Lasting() {
  const t = useRuleText();
  const { rule, set } = useEditing();
  const lasts = useValue('expiry') !== undefined;
  return (
    <Section title={<T id="rules.lasting" />}>
      <div className={classes.fields}>
        <div>
          <Sentence>
            <Word><T id="rules.expiry" /></Word>
            <ChoiceField
              label={t('rules.expiry.label')}
              choices={['never', 'after']}
              value={lasts ? 'after' : 'never'}
              say={(one) => t(`rules.expiry.${one}`)}
              onChange={(one) => set('expiry', one === 'never' ? undefined : BEGIN)}
            />
            {lasts && <DurationField path="expiry" units={CALENDAR_UNITS} />}
          </Sentence>
          {lasts && <p className={`t-small t-second ${classes.help}`}><T id={isByHand(rule) ? 'rules.expiry.help.given' : 'rules.expiry.help'} /></p>}
          <FieldFaults paths={['expiry']} />
        </div>
        {(!isByHand(rule) || rule['revokes'] !== undefined) && <Retracted />}
      </div>
    </Section>
  );
}

function Retracted() {
  const t = useRuleText();
  const { set } = useEditing();
  const revokes = useValue('revokes');
  return (
    <div>
      <Sentence>
        <Word><T id="rules.revokes" /></Word>
        <ChoiceField
          path="revokes"
          label={t('rules.revokes.label')}
          choices={RETRACTED}
          value={revokes === 'flag' ? 'flag' : 'revoke'}
          error={useFault('revokes') !== undefined}
          say={(one) => t(`rules.revokes.${one}`)}
          onChange={(one) => set('revokes', one === 'revoke' ? undefined : one)}
        />
      </Sentence>
      <p className={`t-small t-second ${classes.help}`}><T id="rules.revokes.help" /></p>
      <FieldFaults paths={['revokes']} />
    </div>
  );
}
