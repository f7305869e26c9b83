import { Button } from '@mantine/core';
import { FormattedMessage } from 'react-intl';
import { WithdrawCredentialDocument } from '../gen/graphql';
import { Dialog } from '../parts/Dialog';
import { DialogActions } from '../parts/DialogActions';
import { Problem } from '../parts/Problem';
import classes from './Share.module.css';
import { useCredentialCommand } from './useCredentialCommand';

interface WithdrawDialogProps {
  award: string;
  /** Whether it has ended: what is withdrawn then can't be published again. */
  former?: boolean;
  onClose: () => void;
}

/** Withdrawing breaks links that others hold, so it is asked for twice. */
export function WithdrawDialog({ award, former = false, onClose }: WithdrawDialogProps) {
  const withdraw = useCredentialCommand(WithdrawCredentialDocument);
  return (
    <Dialog title={<FormattedMessage id="share.withdraw.title" />} onClose={onClose}>
      <div className={classes.form}>
        <p><FormattedMessage id={former ? 'share.withdraw.text.former' : 'share.withdraw.text'} /></p>
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
