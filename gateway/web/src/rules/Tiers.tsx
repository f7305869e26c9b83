import { CloseButton, NumberInput, TextInput } from '@mantine/core';
import { Section } from '../parts/Section';
import classes from './Editor.module.css';
import { useEditing, useFault } from './EditorContext';
import type { PartProps } from './EditorForm';
import { Fault } from './fields/Fault';
import { nextTier, withTier, withoutTier, withTierName } from './model/tiers';
import { tierName, tiersOf } from './model/document';
import { isByHand } from './model/terms';
import { AddButton } from './nodes/AddButton';
import { T, useRuleText } from './text/texts';

/** Steps of the badge, each at a higher number. */
export function Tiers({ doc, edit }: PartProps) {
  const tiers = tiersOf(doc.rule);
  const fault = useFault('tiers');
  return (
    <Section title={<T id="rules.tiers" />}>
      <div className={classes.fields} data-path="tiers">
        <p className="t-small t-second"><T id={isByHand(doc.rule) ? 'rules.tiers.given' : tiers.length > 0 ? 'rules.tiers.help' : 'rules.tiers.none'} /></p>
        {fault && <Fault>{fault}</Fault>}
        {tiers.map(({ id, atLeast }, i) => (
          <TierRow key={i} place={i} name={doc.tierNames[id] ?? tierName(doc.tierNames, id)} atLeast={atLeast} edit={edit} />
        ))}
        <AddButton onClick={() => edit('tiers+', (now) => withTier(now, nextTier(now)))}><T id="rules.tiers.add" /></AddButton>
      </div>
    </Section>
  );
}

interface TierRowProps extends Pick<PartProps, 'edit'> {
  place: number;
  name: string;
  atLeast: number;
}

function TierRow({ place, name, atLeast, edit }: TierRowProps) {
  const t = useRuleText();
  const { set } = useEditing();
  const path = `tiers[${place}]`;
  const fault = useFault(path, true);
  return (
    <div className={classes.tier} data-path={path}>
      <TextInput
        aria-label={t('rules.tier.name', { n: place + 1 })}
        maxLength={60}
        value={name}
        onChange={({ currentTarget: { value } }) => edit(`${path}.name`, (now) => withTierName(now, place, value))}
      />
      <span className="t-small t-second"><T id="rules.tier.at" /></span>
      <NumberInput
        className={classes.number}
        aria-label={t('rules.tier.atLeast', { n: place + 1 })}
        data-path={`${path}.at_least`}
        error={fault !== undefined}
        min={0}
        value={atLeast}
        onChange={(value) => set(`${path}.at_least`, typeof value === 'number' ? value : 0)}
      />
      <CloseButton aria-label={t('rules.tier.remove', { name })} onClick={() => edit(`${path}-`, (now) => withoutTier(now, place))} />
      {fault && <Fault>{fault}</Fault>}
    </div>
  );
}
