import { Button, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { FormattedMessage, useIntl } from 'react-intl';
import { CancelChallengeDocument } from '../gen/graphql';
import { Dialog } from '../parts/Dialog';
import { DialogActions } from '../parts/DialogActions';
import { Problem } from '../parts/Problem';
import { useChallengeCommand } from './useChallengeCommand';

/** Cancels a challenge; those who joined read the reason. */
export function CancelDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const intl = useIntl();
  const cancel = useChallengeCommand(CancelChallengeDocument);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { reason: '' },
    validate: { reason: (value) => (value.trim() ? null : intl.formatMessage({ id: 'challenge.cancel.reasonNeeded' })) },
  });
  return (
    <Dialog title={<FormattedMessage id="challenge.cancel.title" />} onClose={onClose}>
      <form noValidate onSubmit={form.onSubmit(({ reason }) => cancel.mutate({ id, reason: reason.trim() }, { onSuccess: onClose }))}>
        <Textarea
          data-autofocus
          label={<FormattedMessage id="challenge.cancel.reason" />}
          description={<FormattedMessage id="challenge.cancel.who" />}
          autosize
          minRows={3}
          key={form.key('reason')}
          {...form.getInputProps('reason')}
        />
        <Problem error={cancel.error} />
        <DialogActions onClose={onClose}>
          <Button type="submit" color="clay" loading={cancel.isPending}>
            <FormattedMessage id="challenge.cancel" />
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
