import { CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { FormattedMessage, useIntl } from 'react-intl';
import { CONDITION_OPS } from './rule';
import classes from './RuleSentence.module.css';
import type { LaunchFormState } from './useLaunchForm';

/** "whose data.topic is payments": one condition on the completion's own data. */
export function ConditionWords({ form }: { form: LaunchFormState }) {
  const intl = useIntl();
  return (
    <>
      <FormattedMessage
        id="launch.condition"
        values={{
          path: (
            <TextInput
              key="path"
              className={classes.word}
              aria-label={intl.formatMessage({ id: 'launch.condition.path' })}
              {...form.getInputProps('condition.path')}
              error={Boolean(form.errors['condition.path'])}
            />
          ),
          op: (
            <NativeSelect
              key="op"
              aria-label={intl.formatMessage({ id: 'launch.condition.op' })}
              data={CONDITION_OPS.map((value) => ({ value, label: intl.formatMessage({ id: `launch.op.${value}` }) }))}
              {...form.getInputProps('condition.op')}
            />
          ),
          value: (
            <TextInput
              key="value"
              className={classes.word}
              aria-label={intl.formatMessage({ id: 'launch.condition.value' })}
              {...form.getInputProps('condition.value')}
              error={Boolean(form.errors['condition.value'])}
            />
          ),
        }}
      />
      <CloseButton
        aria-label={intl.formatMessage({ id: 'launch.condition.remove' })}
        onClick={() => form.setFieldValue('condition', null)}
      />
    </>
  );
}
