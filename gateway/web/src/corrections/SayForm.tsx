import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState, type ReactNode } from 'react';
import { newKey } from '../api/newKey';
import type { TypedDocumentString } from '../gen/graphql';
import { CountedTextarea } from '../parts/CountedTextarea';
import { DialogActions } from '../parts/DialogActions';
import { fieldErrors } from '../parts/fieldErrors';
import { Problem } from '../parts/Problem';
import classes from './Corrections.module.css';
import { LONGEST } from './limits';
import { T, useCorrectionText, type CorrectionText } from './text/texts';
import { useCorrection } from './useCorrection';

interface SayFormProps<Input> {
  document: TypedDocumentString<unknown, { input: Input }>;
  /** What is sent, of what was written. */
  input: (text: string, idempotencyKey: string) => Input;
  label: CorrectionText;
  help: CorrectionText;
  needed: CorrectionText;
  send: CorrectionText;
  /** Whom the help speaks of. */
  name?: string;
  /** What comes of it, above the field. */
  children?: ReactNode;
  color?: 'clay';
  onClose: () => void;
}

/** A text that somebody will read, and the deed that goes with it. */
export function SayForm<Input>({ document, input, label, help, needed, send, name = '', children, color, onClose }: SayFormProps<Input>) {
  const t = useCorrectionText();
  const act = useCorrection(document);
  const [idempotencyKey] = useState(newKey);
  const form = useForm({
    initialValues: { text: '' },
    validate: { text: (value) => (value.trim() ? null : t(needed)) },
  });
  const submit = form.onSubmit(({ text }) =>
    act.mutate(
      { input: input(text.trim(), idempotencyKey) },
      { onSuccess: onClose, onError: (error) => form.setErrors(fieldErrors(error, ['text'])) },
    ),
  );
  return (
    <form noValidate onSubmit={submit} className={classes.form}>
      {children}
      <CountedTextarea
        data-autofocus
        label={t(label)}
        description={t(help, { name })}
        longest={LONGEST}
        minRows={4}
        {...form.getInputProps('text')}
      />
      <Problem error={Object.keys(form.errors).length === 0 ? act.error : null} />
      <DialogActions onClose={onClose}>
        <Button type="submit" loading={act.isPending} {...(color && { color })}><T id={send} /></Button>
      </DialogActions>
    </form>
  );
}
