import { useViewer } from '../../app/viewer';
import type { BadgeOnPage } from '../../badges/BadgePage';
import { Section } from '../../parts/Section';
import classes from '../Corrections.module.css';
import { T } from '../text/texts';
import { GiveButton } from './GiveButton';
import { mayGive } from './policy';

/** On a badge's page, for those whom its policy lets give it. */
export function GiveInvite({ badge }: { badge: BadgeOnPage }) {
  const viewer = useViewer();
  const { who } = badge.grantPolicy;
  if (who === 'NOBODY' || !mayGive(badge, viewer)) return null;
  return (
    <Section side title={<T id="give.invite" />}>
      <div className={classes.invite}>
        <p className="t-small t-second"><T id={`give.invite.${who}`} /></p>
        <GiveButton badge={badge} />
      </div>
    </Section>
  );
}
