import { NativeSelect, TextInput } from '@mantine/core';
import { FormattedMessage } from 'react-intl';
import { CountedTextarea } from '../parts/CountedTextarea';
import { LONGEST_DESCRIPTION, LONGEST_TITLE } from './launch';
import classes from './LaunchForm.module.css';
import type { LaunchFormState, LaunchUnit } from './useLaunchForm';

/** The challenge's name, why it is worth it, and for whom. */
export function LaunchBasics({ form, units }: { form: LaunchFormState; units: readonly LaunchUnit[] }) {
  return (
    <div className={classes.fields}>
      <TextInput
        withAsterisk={false}
        required
        maxLength={LONGEST_TITLE}
        label={<FormattedMessage id="launch.title" />}
        description={<FormattedMessage id="launch.title.help" />}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        {...form.getInputProps('title')}
      />
      <CountedTextarea
        withAsterisk={false}
        required
        longest={LONGEST_DESCRIPTION}
        minRows={3}
        label={<FormattedMessage id="launch.description" />}
        description={<FormattedMessage id="launch.description.help" />}
        {...form.getInputProps('description')}
      />
      <NativeSelect
        label={<FormattedMessage id="launch.unit" />}
        data={units.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('unit')}
      />
    </div>
  );
}
