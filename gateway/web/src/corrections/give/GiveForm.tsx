import { Button, NativeSelect } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { newKey } from '../../api/newKey';
import { GiveBadgeDocument, type GivableBadgeFragment } from '../../gen/graphql';
import { PersonSelect } from '../../kudos/PersonSelect';
import { CountedTextarea } from '../../parts/CountedTextarea';
import { DialogActions } from '../../parts/DialogActions';
import { fieldErrors } from '../../parts/fieldErrors';
import { holderOf } from '../../parts/holder';
import { Problem } from '../../parts/Problem';
import { useWords } from '../../text/words';
import classes from '../Corrections.module.css';
import { LONGEST } from '../limits';
import { T, useCorrectionText } from '../text/texts';
import { useCorrection } from '../useCorrection';

interface GiveFormProps {
  badge: GivableBadgeFragment;
  /** Called with the name of whoever has it now. */
  onGiven: (name: string) => void;
  onClose: () => void;
}

/** To whom, which tier where there are any, and what for. */
export function GiveForm({ badge, onGiven, onClose }: GiveFormProps) {
  const t = useCorrectionText();
  const words = useWords();
  const give = useCorrection(GiveBadgeDocument);
  const [idempotencyKey] = useState(newKey);
  const { most, days } = badge.grantPolicy;
  const form = useForm({
    initialValues: { person: '', tier: badge.tiers[0]?.id ?? '', reason: '' },
    validate: {
      person: (value) => (value ? null : t('give.to.needed')),
      reason: (value) => (value.trim() ? null : t('give.reason.needed')),
    },
  });
  const submit = form.onSubmit(({ person, tier, reason }) =>
    give.mutate(
      { input: { badge: badge.id, person, tier: tier || null, reason: reason.trim(), idempotencyKey } },
      {
        onSuccess: ({ giveBadge }) => onGiven(holderOf(giveBadge).displayName),
        onError: (error) => form.setErrors(fieldErrors(error, ['person', 'tier', 'reason'])),
      },
    ),
  );
  return (
    <form noValidate onSubmit={submit} className={classes.form}>
      <PersonSelect data-autofocus label={t('give.to')} chosen={undefined} {...form.getInputProps('person')} />
      {badge.tiers.length > 0 && (
        <NativeSelect
          label={t('give.tier')}
          data={badge.tiers.map(({ id, name }) => ({ value: id, label: words.Tier(name) }))}
          {...form.getInputProps('tier')}
        />
      )}
      <CountedTextarea label={t('give.reason')} description={t('give.reason.help')} longest={LONGEST} minRows={3} {...form.getInputProps('reason')} />
      {most !== null && <p className="t-small t-second"><T id="give.quota" values={{ most, days }} /></p>}
      <Problem error={Object.keys(form.errors).length === 0 ? give.error : null} />
      <DialogActions onClose={onClose}>
        <Button type="submit" loading={give.isPending}><T id="give.send" /></Button>
      </DialogActions>
    </form>
  );
}
