import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { FormattedMessage, useIntl } from 'react-intl';
import { CreateKeyDocument } from '../gen/graphql';
import { DialogActions } from '../parts/DialogActions';
import { fieldErrors } from '../parts/fieldErrors';
import { Problem } from '../parts/Problem';
import classes from './Dialogs.module.css';
import { useSourceCommand } from './useSourceCommand';

interface CreateKeyFormProps {
  source: string;
  onSecret: (secret: string) => void;
  onClose: () => void;
}

export function CreateKeyForm({ source, onSecret, onClose }: CreateKeyFormProps) {
  const intl = useIntl();
  const create = useSourceCommand(CreateKeyDocument);
  const form = useForm({
    initialValues: { name: '' },
    validate: { name: (value) => (value.trim() ? null : intl.formatMessage({ id: 'key.name.needed' })) },
  });
  const submit = form.onSubmit(({ name }) =>
    create.mutate(
      { source, name: name.trim() },
      {
        onSuccess: ({ createKey }) => onSecret(createKey.secret),
        onError: (error) => form.setErrors(fieldErrors(error, ['name'])),
      },
    ),
  );
  return (
    <form noValidate onSubmit={submit} className={classes.form}>
      <TextInput
        data-autofocus
        label={<FormattedMessage id="key.name" />}
        description={<FormattedMessage id="key.name.help" />}
        {...form.getInputProps('name')}
      />
      <Problem error={Object.keys(form.errors).length === 0 ? create.error : null} />
      <DialogActions onClose={onClose}>
        <Button type="submit" loading={create.isPending}><FormattedMessage id="key.create" /></Button>
      </DialogActions>
    </form>
  );
}
