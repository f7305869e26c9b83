import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Section } from '../parts/Section';
import { ConditionWords } from './ConditionWords';
import type { TypeChoice } from './rule';
import classes from './RuleSentence.module.css';
import { SentenceErrors } from './SentenceErrors';
import { TypeSelect } from './TypeSelect';
import type { LaunchFormState } from './useLaunchForm';

/** The rule as a sentence to read aloud; its words are inputs. */
export function RuleSentence({ form, types }: { form: LaunchFormState; types: readonly TypeChoice[] }) {
  const { condition } = form.values;
  const addCondition = () => form.setFieldValue('condition', { path: 'data.', op: 'eq', value: '' });
  return (
    <Section title={<FormattedMessage id="launch.rule" />}>
      <p className="t-second"><FormattedMessage id="launch.rule.help" /></p>
      <div className={classes.sentence}>
        <FormattedMessage
          id="launch.sentence"
          values={{
            type: <TypeSelect key="type" types={types} {...form.getInputProps('type')} error={Boolean(form.errors['type'])} />,
            condition: condition ? <ConditionWords key="condition" form={form} /> : '',
            n: <Times key="n" form={form} />,
            times: form.values.atLeast,
            once: <Once key="once" form={form} />,
            start: <DayInput key="start" form={form} field="startDay" />,
            end: <DayInput key="end" form={form} field="endDay" />,
          }}
        />
      </div>
      {!condition && (
        <button type="button" className={`t-link t-small ${classes.add}`} onClick={addCondition}>
          <IconPlus size={16} aria-hidden="true" />
          <FormattedMessage id="launch.condition.add" />
        </button>
      )}
      <SentenceErrors errors={form.errors} />
    </Section>
  );
}

function Times({ form }: { form: LaunchFormState }) {
  const intl = useIntl();
  return (
    <NumberInput
      className={classes.number}
      aria-label={intl.formatMessage({ id: 'launch.atLeast' })}
      min={1}
      allowDecimal={false}
      {...form.getInputProps('atLeast')}
      error={Boolean(form.errors['atLeast'])}
      onChange={(value) => form.setFieldValue('atLeast', Number(value))}
    />
  );
}

function Once({ form }: { form: LaunchFormState }) {
  const intl = useIntl();
  return (
    <NativeSelect
      aria-label={intl.formatMessage({ id: 'launch.once' })}
      value={form.values.once ? 'once' : 'every'}
      data={(['once', 'every'] as const).map((value) => ({ value, label: intl.formatMessage({ id: `launch.once.${value}` }) }))}
      onChange={({ currentTarget }) => form.setFieldValue('once', currentTarget.value === 'once')}
    />
  );
}

function DayInput({ form, field }: { form: LaunchFormState; field: 'startDay' | 'endDay' }) {
  const intl = useIntl();
  return (
    <TextInput
      type="date"
      aria-label={intl.formatMessage({ id: `launch.${field}` })}
      {...form.getInputProps(field)}
      error={Boolean(form.errors[field])}
    />
  );
}
