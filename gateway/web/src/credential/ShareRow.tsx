import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconWorld } from '@tabler/icons-react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { BadgeOnPage } from '../badges/BadgePage';
import { awardTitle } from '../badges/words';
import { Day } from '../text/Dates';
import { AwardHead } from './AwardHead';
import { PublishDialog } from './PublishDialog';
import { PublishedActions } from './PublishedActions';
import classes from './Share.module.css';

export type AwardOnPage = BadgeOnPage['mine']['awards'][number];

interface ShareRowProps {
  badge: BadgeOnPage;
  award: AwardOnPage;
}

/** One award: private, with the way to publish it; or published, with all that can be done then. */
export function ShareRow({ badge, award }: ShareRowProps) {
  const intl = useIntl();
  const [publishing, dialog] = useDisclosure(false);
  const title = awardTitle(intl, { badge, tier: award.tier });
  return (
    <li className={classes.row}>
      <AwardHead badge={badge} tier={award.tier} earnedAt={award.earnedAt} />
      {award.credential ? (
        <>
          <p className="t-small t-second">
            <FormattedMessage id="share.public" values={{ day: <Day at={award.credential.publishedAt} />, name: award.credential.name }} />
          </p>
          <PublishedActions award={award} credential={award.credential} title={title} onChange={dialog.open} />
        </>
      ) : (
        <>
          <p className="t-small t-second"><FormattedMessage id="share.private" /></p>
          <div>
            <Button variant="default" leftSection={<IconWorld size={16} aria-hidden="true" />} onClick={dialog.open}>
              <FormattedMessage id="share.publish" />
            </Button>
          </div>
        </>
      )}
      {publishing && <PublishDialog award={award} onClose={dialog.close} />}
    </li>
  );
}
