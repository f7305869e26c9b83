import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { FormattedMessage, useIntl } from 'react-intl';
import { SaveSourceDocument } from '../gen/graphql';
import { Dialog } from '../parts/Dialog';
import { DialogActions } from '../parts/DialogActions';
import { fieldErrors } from '../parts/fieldErrors';
import { Problem } from '../parts/Problem';
import classes from './Dialogs.module.css';
import { useSourceCommand } from './useSourceCommand';

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

interface NewSourceDialogProps {
  /** The ids that there are: saving under one of them would change that source. */
  taken: readonly string[];
  onClose: () => void;
}

/** Makes a source; its keys come next, on its own page. */
export function NewSourceDialog({ taken, onClose }: NewSourceDialogProps) {
  const intl = useIntl();
  const navigate = useNavigate();
  const save = useSourceCommand(SaveSourceDocument);
  const form = useForm({
    initialValues: { id: '', name: '', description: '' },
    validate: {
      id: (value) => {
        if (!ID.test(value)) return intl.formatMessage({ id: 'source.id.wrong' });
        return taken.includes(value) ? intl.formatMessage({ id: 'source.id.taken' }) : null;
      },
      name: (value) => (value.trim() ? null : intl.formatMessage({ id: 'source.name.needed' })),
    },
  });
  const submit = form.onSubmit((input) =>
    save.mutate(
      { input },
      {
        onSuccess: ({ saveSource: { id } }) => void navigate({ to: '/sources/$sourceId', params: { sourceId: id } }),
        onError: (error) => form.setErrors(fieldErrors(error, ['id', 'name', 'description'])),
      },
    ),
  );
  return (
    <Dialog title={<FormattedMessage id="sources.add" />} onClose={onClose}>
      <form noValidate onSubmit={submit} className={classes.form}>
        <TextInput data-autofocus label={<FormattedMessage id="source.name" />} {...form.getInputProps('name')} />
        <TextInput label={<FormattedMessage id="source.id" />} description={<FormattedMessage id="source.id.help" />} {...form.getInputProps('id')} />
        <TextInput label={<FormattedMessage id="source.description" />} {...form.getInputProps('description')} />
        <Problem error={Object.keys(form.errors).length === 0 ? save.error : null} />
        <DialogActions onClose={onClose}>
          <Button type="submit" loading={save.isPending}><FormattedMessage id="sources.add" /></Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
