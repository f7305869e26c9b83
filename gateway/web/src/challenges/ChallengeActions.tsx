import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { FormattedMessage } from 'react-intl';
import { JoinChallengeDocument, LeaveChallengeDocument } from '../gen/graphql';
import { Problem } from '../parts/Problem';
import { CancelDialog } from './CancelDialog';
import classes from './ChallengeActions.module.css';
import type { ChallengeOnPage } from './ChallengePage';
import { useChallengeCommand } from './useChallengeCommand';

/** Join, leave (nothing is lost), and for its managers: cancel. */
export function ChallengeActions({ challenge }: { challenge: ChallengeOnPage }) {
  const { id, status, mine, canJoin, canManage } = challenge;
  const join = useChallengeCommand(JoinChallengeDocument);
  const leave = useChallengeCommand(LeaveChallengeDocument);
  const [cancelling, dialog] = useDisclosure(false);
  const running = status === 'OPEN' || status === 'SCHEDULED';
  return (
    <div className={classes.actions}>
      {canJoin && (
        <Button loading={join.isPending} onClick={() => join.mutate({ id })}>
          <FormattedMessage id="challenge.join" />
        </Button>
      )}
      {mine && running && !mine.completedAt && (
        <Button variant="default" loading={leave.isPending} onClick={() => leave.mutate({ id })}>
          <FormattedMessage id="challenge.leave" />
        </Button>
      )}
      {canManage && running && (
        <Button variant="subtle" onClick={dialog.open}>
          <FormattedMessage id="challenge.cancel" />
        </Button>
      )}
      <Problem error={join.error ?? leave.error} />
      {cancelling && <CancelDialog id={id} onClose={dialog.close} />}
    </div>
  );
}
