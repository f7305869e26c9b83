import { Button } from '@mantine/core';
import { FormattedMessage } from 'react-intl';
import { RevokeKeyDocument } from '../gen/graphql';
import { DialogActions } from '../parts/DialogActions';
import { Problem } from '../parts/Problem';
import classes from './Dialogs.module.css';
import { useSourceCommand } from './useSourceCommand';

/** Revoking acts at once and for good, so it is asked for twice. */
export function RevokeKeyForm({ id, onClose }: { id: string; onClose: () => void }) {
  const revoke = useSourceCommand(RevokeKeyDocument);
  return (
    <div className={classes.form}>
      <p><FormattedMessage id="key.revoke.text" /></p>
      <Problem error={revoke.error} />
      <DialogActions onClose={onClose}>
        <Button color="clay" loading={revoke.isPending} onClick={() => revoke.mutate({ id }, { onSuccess: onClose })}>
          <FormattedMessage id="key.revoke" />
        </Button>
      </DialogActions>
    </div>
  );
}
