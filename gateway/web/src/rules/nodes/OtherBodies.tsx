import { Autocomplete, Select } from '@mantine/core';
import { useEditing, useFault, useValue } from '../EditorContext';
import { ChoiceField } from '../fields/ChoiceField';
import { DurationField } from '../fields/DurationField';
import { Row, Sentence, Word } from '../fields/Field';
import { FieldFaults } from '../fields/FieldFaults';
import classes from '../fields/Field.module.css';
import { PathField } from '../fields/PathField';
import { useObservedOfPeople } from '../fields/useObserved';
import { CALENDAR_UNITS } from '../model/durations';
import { asText, put, type Path } from '../model/json';
import { T, useRuleText } from '../text/texts';
import { Comparison } from './ConditionFields';
import { Threshold } from './Threshold';
import { WindowAnchor, WindowFields } from './WindowFields';

interface BodyProps {
  path: Path;
  node: Path;
}

const ANY = '*';

/** So many awards of a badge, or of any. */
export function BadgeBody({ path }: BodyProps) {
  const t = useRuleText();
  const { choices, change, set, badge } = useEditing();
  const id = asText(useValue(`${path}.id`));
  const tier = asText(useValue(`${path}.tier`));
  const chosen = choices.badges.find((one) => one.id === id);
  const others = choices.badges.filter((one) => one.id !== badge).map((one) => ({ value: one.id, label: one.name }));
  const unknown = id !== ANY && !chosen ? [{ value: id, label: id }] : [];
  const choose = (next: string | null) => next && change(`${path}.id`, (rule) => put(put(rule, `${path}.id`, next), `${path}.tier`, undefined));
  const tiers = [...new Set(['', ...(chosen?.tiers.map((one) => one.id) ?? []), tier])];
  return (
    <>
      <Sentence>
        <Select
          searchable
          allowDeselect={false}
          className={classes.wide}
          aria-label={t('rules.badge')}
          data-path={`${path}.id`}
          error={useFault(`${path}.id`) !== undefined}
          value={id}
          data={[{ value: ANY, label: t('rules.badge.any') }, ...unknown, ...others]}
          onChange={choose}
        />
        <ChoiceField
          path={`${path}.tier`}
          label={t('rules.badge.tier')}
          choices={tiers}
          value={tier}
          say={(one) => (one === '' ? t('rules.badge.anyTier') : (chosen?.tiers.find((known) => known.id === one)?.name ?? one))}
          onChange={(one) => set(`${path}.tier`, one || undefined)}
        />
        <Threshold path={`${path}.at_least`} label="rules.badge.times" usual={1} />
        <Word><T id="rules.times" /></Word>
        <WindowFields path={`${path}.window`} />
      </Sentence>
      <FieldFaults paths={[`${path}.id`, `${path}.tier`, `${path}.at_least`]} />
      <WindowAnchor path={`${path}.window`} />
    </>
  );
}

/** So many points, in a pool or in all. */
export function PointsBody({ path }: BodyProps) {
  const t = useRuleText();
  const { choices, set } = useEditing();
  return (
    <>
      <Sentence>
        <Word><T id="rules.atLeast" /></Word>
        <Threshold path={`${path}.at_least`} label="rules.threshold" whole={false} />
        <Word><T id="rules.points.in" /></Word>
        <Autocomplete
          className={classes.path}
          aria-label={t('rules.pool')}
          data-path={`${path}.pool`}
          placeholder={t('rules.pool.all')}
          value={asText(useValue(`${path}.pool`))}
          data={choices.pools.map(({ id }) => id)}
          comboboxProps={{ withinPortal: false, keepMounted: false }}
          withScrollArea={false}
          onChange={(pool) => set(`${path}.pool`, pool || undefined)}
        />
        <WindowFields path={`${path}.window`} />
      </Sentence>
      <FieldFaults paths={[`${path}.at_least`, `${path}.pool`]} />
      <WindowAnchor path={`${path}.window`} />
    </>
  );
}

/** What the person is: unit, roles, locale, or an attribute. */
export function AttributeBody({ path }: BodyProps) {
  const known = useObservedOfPeople();
  return (
    <Row word={<T id="rules.whose" />} path={path}>
      <PathField path={`${path}.path`} label="rules.attribute" known={known} />
      <Comparison path={path} known={known} />
    </Row>
  );
}

/** So long in the organization. */
export function TenureBody({ path }: BodyProps) {
  return (
    <>
      <Sentence>
        <Word><T id="rules.tenure" /></Word>
        <DurationField path={`${path}.at_least`} units={CALENDAR_UNITS} />
      </Sentence>
      <FieldFaults paths={[`${path}.at_least`]} />
    </>
  );
}
