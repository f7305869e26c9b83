import { Button, Radio } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { newKey } from '../../api/newKey';
import { RevokeAwardDocument, type Dependents, type HolderRowFragment } from '../../gen/graphql';
import { CountedTextarea } from '../../parts/CountedTextarea';
import { DialogActions } from '../../parts/DialogActions';
import { fieldErrors } from '../../parts/fieldErrors';
import { holderOf } from '../../parts/holder';
import { Problem } from '../../parts/Problem';
import { Day } from '../../text/Dates';
import classes from '../Corrections.module.css';
import { LONGEST } from '../limits';
import { T, useCorrectionText } from '../text/texts';
import { useCorrection } from '../useCorrection';

const DEPENDENTS: readonly Dependents[] = ['CASCADE', 'FLAG', 'KEEP'];

interface RevokeFormProps {
  award: HolderRowFragment;
  onRevoked: () => void;
  onClose: () => void;
}

/** Why, and what becomes of what rests on it. */
export function RevokeForm({ award, onRevoked, onClose }: RevokeFormProps) {
  const t = useCorrectionText();
  const revoke = useCorrection(RevokeAwardDocument);
  const [idempotencyKey] = useState(newKey);
  const name = holderOf(award).displayName;
  const ofUnit = award.unit !== null;
  const form = useForm<{ reason: string; dependents: Dependents }>({
    initialValues: { reason: '', dependents: 'CASCADE' },
    validate: { reason: (value) => (value.trim() ? null : t(ofUnit ? 'revoke.reason.needed.unit' : 'revoke.reason.needed')) },
  });
  const submit = form.onSubmit(({ reason, dependents }) =>
    revoke.mutate(
      { input: { award: award.id, reason: reason.trim(), dependents, idempotencyKey } },
      { onSuccess: onRevoked, onError: (error) => form.setErrors(fieldErrors(error, ['reason'])) },
    ),
  );
  return (
    <form noValidate onSubmit={submit} className={classes.form}>
      <p><T id="revoke.whose" values={{ name, day: <Day at={award.earnedAt} long /> }} /></p>
      <CountedTextarea
        data-autofocus
        label={t('revoke.reason')}
        description={t(ofUnit ? 'revoke.reason.help.unit' : 'revoke.reason.help', { name })}
        longest={LONGEST}
        minRows={3}
        {...form.getInputProps('reason')}
      />
      <Radio.Group label={t('revoke.dependents')} {...form.getInputProps('dependents')}>
        <div className={classes.radios}>
          {DEPENDENTS.map((one) => <Radio key={one} value={one} label={t(`revoke.${one}`)} description={t(`revoke.${one}.help`)} />)}
        </div>
      </Radio.Group>
      <Problem error={Object.keys(form.errors).length === 0 ? revoke.error : null} />
      <DialogActions onClose={onClose}>
        <Button type="submit" color="clay" loading={revoke.isPending}><T id="revoke.send" /></Button>
      </DialogActions>
    </form>
  );
}
