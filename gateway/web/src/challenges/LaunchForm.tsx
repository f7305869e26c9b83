import { Button } from '@mantine/core';
import { FormattedMessage } from 'react-intl';
import { Problem } from '../parts/Problem';
import { LaunchBasics } from './LaunchBasics';
import classes from './LaunchForm.module.css';
import { LaunchPreview } from './LaunchPreview';
import { LaunchRewards } from './LaunchRewards';
import type { TypeChoice } from './rule';
import { RuleSentence } from './RuleSentence';
import { useLaunchForm, type LaunchUnit } from './useLaunchForm';

interface LaunchFormProps {
  units: readonly LaunchUnit[];
  types: readonly TypeChoice[];
}

/** What it is, what counts, what it brings; beside it, what people will read. */
export function LaunchForm({ units, types }: LaunchFormProps) {
  const { form, launch, submit } = useLaunchForm(units);
  const unit = units.find(({ id }) => id === form.values.unit);
  return (
    <form noValidate onSubmit={submit} className={classes.columns}>
      <div className={classes.main}>
        <LaunchBasics form={form} units={units} />
        <RuleSentence form={form} types={types} />
        <LaunchRewards form={form} />
        <Problem error={Object.keys(form.errors).length === 0 ? launch.error : null} />
        <div className={classes.actions}>
          <Button type="submit" loading={launch.isPending}>
            <FormattedMessage id="launch.submit" />
          </Button>
          <p className="t-small t-quiet"><FormattedMessage id="launch.submit.help" values={{ n: unit?.memberCount ?? 0 }} /></p>
        </div>
      </div>
      <LaunchPreview values={form.values} unit={unit?.name ?? ''} />
    </form>
  );
}
