import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { FormattedMessage } from 'react-intl';
import type { BadgeOnPage } from '../badges/BadgePage';
import type { FormerAwardFragment } from '../gen/graphql';
import { Day } from '../text/Dates';
import { AwardHead } from './AwardHead';
import classes from './Share.module.css';
import { WithdrawDialog } from './WithdrawDialog';

interface FormerShareRowProps {
  badge: BadgeOnPage;
  award: FormerAwardFragment;
}

/** An award that ended while it was public: its page says so, under the holder's name, until they withdraw it. */
export function FormerShareRow({ badge, award: { id, state, tier, earnedAt, credential } }: FormerShareRowProps) {
  const [withdrawing, dialog] = useDisclosure(false);
  if (!credential) return null;
  return (
    <li className={classes.row}>
      <AwardHead badge={badge} tier={tier} earnedAt={earnedAt} />
      <p className="t-small t-second">
        <FormattedMessage id="share.public" values={{ day: <Day at={credential.publishedAt} />, name: credential.name }} />{' '}
        <FormattedMessage id={state === 'EXPIRED' ? 'share.former.expired' : 'share.former.revoked'} />
      </p>
      <div className={classes.actions}>
        <Button px="sm" component="a" href={`/b/${credential.id}`} target="_blank" rel="noopener"><FormattedMessage id="share.open" /></Button>
        <Button px="sm" variant="default" onClick={dialog.open}><FormattedMessage id="share.withdraw" /></Button>
      </div>
      {withdrawing && <WithdrawDialog former award={id} onClose={dialog.close} />}
    </li>
  );
}
