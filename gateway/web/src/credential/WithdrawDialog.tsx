import { Button } from '@mantine/core';
import { FormattedMessage } from 'react-intl';
import { WithdrawCredentialDocument } from '../gen/graphql';
import { Dialog } from '../parts/Dialog';
import { DialogActions } from '../parts/DialogActions';
import { Problem } from '../parts/Problem';
import classes from './Share.module.css';
import { useCredentialCommand } from './useCredentialCommand';

/** Withdrawing breaks links that others hold, so it is asked for twice. */
export function WithdrawDialog({ award, onClose }: { award: string; onClose: () => void }) {
  const withdraw = useCredentialCommand(WithdrawCredentialDocument);
  return (
    <Dialog title={<FormattedMessage id="share.withdraw.title" />} onClose={onClose}>
      <div className={classes.form}>
        <p><FormattedMessage id="share.withdraw.text" /></p>
        <Problem error={withdraw.error} />
        <DialogActions onClose={onClose}>
          <Button color="clay" loading={withdraw.isPending} onClick={() => withdraw.mutate({ award }, { onSuccess: onClose })}>
            <FormattedMessage id="share.withdraw" />
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}
