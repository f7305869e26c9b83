import { NumberInput, Select, TextInput } from '@mantine/core';
import { FormattedMessage, useIntl } from 'react-intl';
import classes from './LaunchForm.module.css';
import type { LaunchFormState } from './useLaunchForm';

const ZONES = Intl.supportedValuesOf('timeZone');

/** The words for what is counted, the points, and the zone its days are meant in. */
export function LaunchRewards({ form }: { form: LaunchFormState }) {
  const intl = useIntl();
  const { timezone } = form.values;
  return (
    <div className={classes.fields}>
      <div className={classes.pair}>
        <TextInput
          label={<FormattedMessage id="launch.nounOne" />}
          placeholder={intl.formatMessage({ id: 'launch.nounOne.example' })}
          {...form.getInputProps('nounOne')}
        />
        <TextInput
          label={<FormattedMessage id="launch.nounOther" />}
          placeholder={intl.formatMessage({ id: 'launch.nounOther.example' })}
          {...form.getInputProps('nounOther')}
        />
      </div>
      <div className={classes.pair}>
        <NumberInput
          label={<FormattedMessage id="launch.points" />}
          min={0}
          step={10}
          allowDecimal={false}
          {...form.getInputProps('points')}
          onChange={(value) => form.setFieldValue('points', Number(value))}
        />
        <Select
          searchable
          allowDeselect={false}
          label={<FormattedMessage id="launch.timezone" />}
          data={ZONES.includes(timezone) ? ZONES : [timezone, ...ZONES]}
          {...form.getInputProps('timezone')}
        />
      </div>
    </div>
  );
}
