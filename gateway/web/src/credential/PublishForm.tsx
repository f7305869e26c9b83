import { Button, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { FormattedMessage, useIntl } from 'react-intl';
import { PublishCredentialDocument } from '../gen/graphql';
import { DialogActions } from '../parts/DialogActions';
import { fieldErrors } from '../parts/fieldErrors';
import { Problem } from '../parts/Problem';
import { PublicPreview, type Preview } from './PublicPreview';
import classes from './Share.module.css';
import type { AwardOnPage } from './ShareRow';
import { useCredentialCommand } from './useCredentialCommand';

const LONGEST = 120;

interface PublishFormProps {
  award: AwardOnPage;
  preview: Preview;
  onClose: () => void;
}

/** What to be called, whether to tell what counted, and beside it what anybody will read. */
export function PublishForm({ award, preview, onClose }: PublishFormProps) {
  const intl = useIntl();
  const publish = useCredentialCommand(PublishCredentialDocument);
  const form = useForm({
    initialValues: { name: award.credential?.name ?? preview.name, evidence: award.credential?.evidence ?? true },
    validate: { name: (value) => (value.trim() ? null : intl.formatMessage({ id: 'share.name.needed' })) },
  });
  const submit = form.onSubmit(({ name, evidence }) =>
    publish.mutate(
      { input: { award: award.id, name: name.trim(), evidence } },
      { onSuccess: onClose, onError: (error) => form.setErrors(fieldErrors(error, ['name'])) },
    ),
  );
  return (
    <form noValidate onSubmit={submit} className={classes.form}>
      <TextInput data-autofocus maxLength={LONGEST} label={<FormattedMessage id="share.name" />} {...form.getInputProps('name')} />
      {preview.evidenceTotal > 0 && (
        <Switch
          withThumbIndicator={false}
          label={<FormattedMessage id="share.evidence" />}
          description={<FormattedMessage id="share.evidence.help" />}
          {...form.getInputProps('evidence', { type: 'checkbox' })}
        />
      )}
      <PublicPreview preview={preview} name={form.values.name} evidence={form.values.evidence} />
      <Problem error={Object.keys(form.errors).length === 0 ? publish.error : null} />
      <DialogActions onClose={onClose}>
        <Button type="submit" loading={publish.isPending}>
          <FormattedMessage id={award.credential ? 'share.save' : 'share.publish'} />
        </Button>
      </DialogActions>
    </form>
  );
}
