import { Section } from '../parts/Section';
import classes from './Editor.module.css';
import { useEditing, useFault, useValue } from './EditorContext';
import { ChoiceField } from './fields/ChoiceField';
import { Sentence, Word } from './fields/Field';
import { FieldFaults } from './fields/FieldFaults';
import { NumberField } from './fields/NumberField';
import { asObject } from './model/json';
import { GIVERS, giverOf, USUAL_DAYS, type Giver } from './model/terms';
import { T, useRuleText } from './text/texts';

const BEGIN = 3; // times

/** Who may give it by hand, and how often each of them. */
export function Giving() {
  const t = useRuleText();
  const { set } = useEditing();
  const policy = useValue('grant_policy');
  const giver = giverOf(policy);
  const choose = (who: Giver) => set('grant_policy', who === 'nobody' ? undefined : { ...asObject(policy), who });
  return (
    <Section title={<T id="rules.giving" />}>
      <div className={classes.fields}>
        <div>
          <Sentence>
            <Word><T id="rules.giver" /></Word>
            <ChoiceField
              path="grant_policy.who"
              label={t('rules.giver.label')}
              choices={GIVERS}
              value={giver}
              error={useFault('grant_policy.who') !== undefined}
              say={(one) => t(`rules.giver.${one}`)}
              onChange={choose}
            />
            {giver !== 'nobody' && <Quota />}
          </Sentence>
          {giver !== 'nobody' && <p className={`t-small t-second ${classes.help}`}><T id="rules.giver.help" /></p>}
          <FieldFaults paths={['grant_policy']} />
        </div>
      </div>
    </Section>
  );
}

function Quota() {
  const t = useRuleText();
  const { set } = useEditing();
  const who = giverOf(useValue('grant_policy'));
  const most = useValue('grant_policy.most');
  const days = useValue('grant_policy.days');
  const limited = most !== undefined;
  const choose = (one: 'any' | 'most') => set('grant_policy', one === 'any' ? { who } : { who, most: BEGIN });
  return (
    <>
      <Word><T id="rules.quota" /></Word>
      <ChoiceField
        label={t('rules.quota.label')}
        choices={['any', 'most']}
        value={limited ? 'most' : 'any'}
        say={(one) => t(`rules.quota.${one}`)}
        onChange={choose}
      />
      {limited && (
        <>
          <NumberField path="grant_policy.most" label="rules.quota.n" needed />
          <Word><T id="rules.quota.times" values={{ n: typeof most === 'number' ? most : 2 }} /></Word>
          <NumberField path="grant_policy.days" label="rules.quota.days" usual={USUAL_DAYS} />
          <Word><T id="rules.quota.inDays" values={{ n: typeof days === 'number' ? days : USUAL_DAYS }} /></Word>
        </>
      )}
    </>
  );
}
