import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { NotFound } from '../app/NotFound';
import { isAdmin, useViewer } from '../app/viewer';
import { typeChoices, type TypeChoice } from '../challenges/rule';
import { TypeSelect } from '../challenges/TypeSelect';
import { CountedTextarea } from '../parts/CountedTextarea';
import { Crumbs } from '../parts/Crumbs';
import { Page, PageHead } from '../parts/Page';
import { Problem } from '../parts/Problem';
import { GIVERS } from './model/terms';
import { observedQuery } from './queries';
import classes from './RulesPage.module.css';
import { RuleTexts, T, useRuleText } from './text/texts';
import { useNewBadge } from './useNewBadge';

const givers = GIVERS.filter((giver) => giver !== 'nobody');

/** The beginning of a badge: a name, why it is worth having, and one thing that counts, or who gives it. The editor does the rest. */
export function NewBadgePage() {
  if (!isAdmin(useViewer())) return <NotFound />;
  return (
    <RuleTexts>
      <NewBadge />
    </RuleTexts>
  );
}

function NewBadge() {
  const t = useRuleText();
  const { form, create, submit } = useNewBadge();
  const types = useQuery(observedQuery).data?.observedTypes.types ?? [];
  const choices = typeChoices(types.map((one) => ({ ...one, source: one.sources.join(', ') })));
  return (
    <Page title={t('rules.new')} narrow>
      <Crumbs up={<Link to="/admin/badges"><T id="rules.title" /></Link>} here={t('rules.new')} />
      <PageHead title={<T id="rules.new" />} standfirst={<T id="rules.new.standfirst" />} />
      <form noValidate onSubmit={submit} className={classes.form}>
        <TextInput required withAsterisk={false} maxLength={80} label={<T id="rules.name" />} {...form.getInputProps('name')} />
        <CountedTextarea required withAsterisk={false} longest={2000} minRows={2} label={<T id="rules.description" />} {...form.getInputProps('description')} />
        <NativeSelect
          label={<T id="rules.way" />}
          data={(['earned', 'given'] as const).map((way) => ({ value: way, label: t(`rules.way.${way}`) }))}
          {...form.getInputProps('way')}
        />
        {form.values.way === 'earned' ? <Counted form={form} types={choices} /> : (
          <NativeSelect
            label={<T id="rules.giver" />}
            data={givers.map((giver) => ({ value: giver, label: t(`rules.giver.${giver}`) }))}
            {...form.getInputProps('giver')}
          />
        )}
        <Problem error={Object.keys(form.errors).length === 0 ? create.error : null} />
        <div className={classes.actions}>
          <Button type="submit" loading={create.isPending}><T id="rules.new.create" /></Button>
        </div>
      </form>
    </Page>
  );
}

/** One thing that counts. */
function Counted({ form, types }: { form: ReturnType<typeof useNewBadge>['form']; types: readonly TypeChoice[] }) {
  const t = useRuleText();
  return (
    <div className={classes.line}>
      <NumberInput
        min={1}
        allowDecimal={false}
        label={<T id="rules.new.atLeast" />}
        {...form.getInputProps('atLeast')}
        onChange={(n) => form.setFieldValue('atLeast', Number(n))}
      />
      <TypeSelect types={types} label={<T id="rules.new.type" />} aria-label={t('rules.new.type')} {...form.getInputProps('type')} />
    </div>
  );
}
