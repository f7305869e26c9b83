import { useIntl } from 'react-intl';
import { awardTitle } from '../../badges/words';
import type { HolderRowFragment } from '../../gen/graphql';
import { Dialog } from '../../parts/Dialog';
import { T } from '../text/texts';
import type { BadgeHeld } from './HoldersPage';
import { RevokeForm } from './RevokeForm';

interface RevokeDialogProps {
  badge: Pick<BadgeHeld, 'name'>;
  award: HolderRowFragment;
  onRevoked: () => void;
  onClose: () => void;
}

/** Asks for the reason before anything is taken back. */
export function RevokeDialog({ badge, award, onRevoked, onClose }: RevokeDialogProps) {
  const what = awardTitle(useIntl(), { badge, tier: award.tier });
  const done = () => {
    onRevoked();
    onClose();
  };
  return (
    <Dialog title={<T id="revoke.title" values={{ what }} />} size="lg" closeOnClickOutside={false} onClose={onClose}>
      <RevokeForm award={award} onRevoked={done} onClose={onClose} />
    </Dialog>
  );
}
