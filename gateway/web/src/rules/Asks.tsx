import { Section } from '../parts/Section';
import classes from './Editor.module.css';
import { useEditing } from './EditorContext';
import { ChoiceField } from './fields/ChoiceField';
import { Sentence, Word } from './fields/Field';
import { earnable, isByHand, onlyByHand } from './model/terms';
import { NodeEditor } from './nodes/NodeEditor';
import { T, useRuleText } from './text/texts';

/** How one gets it: by what one does, which the rule says, or only from somebody's hand. */
export function Asks() {
  const t = useRuleText();
  const { rule, change } = useEditing();
  const byHand = isByHand(rule);
  return (
    <Section title={<T id="rules.asks" />}>
      <div className={classes.fields}>
        <Sentence>
          <Word><T id="rules.way" /></Word>
          <ChoiceField
            label={t('rules.way.label')}
            choices={['earned', 'given']}
            value={byHand ? 'given' : 'earned'}
            say={(one) => t(`rules.way.${one}`)}
            onChange={(one) => change('way', one === 'given' ? onlyByHand : earnable)}
          />
        </Sentence>
        {byHand ? <p className="t-small t-second"><T id="rules.way.help" /></p> : <NodeEditor path="criteria" />}
      </div>
    </Section>
  );
}
