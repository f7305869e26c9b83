import { NativeSelect } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { PersonSelect } from '../../kudos/PersonSelect';
import { useWords } from '../../text/words';
import type { HoldersSearch } from '../search';
import { useCorrectionText } from '../text/texts';
import classes from './Holders.module.css';
import type { BadgeHeld } from './HoldersPage';

/** Which holders: of one tier, or one person. Both live in the address. */
export function HolderFilters({ badge, search }: { badge: BadgeHeld; search: HoldersSearch }) {
  const t = useCorrectionText();
  const words = useWords();
  const navigate = useNavigate();
  const go = (change: HoldersSearch) =>
    void navigate({ to: '/admin/badges/$badgeId/holders', params: { badgeId: badge.id }, search: { ...search, ...change }, replace: true });
  return (
    <>
      <PersonSelect
        className={classes.person}
        clearable
        oneself
        chosen={search.person}
        value={search.person ?? null}
        aria-label={t('holders.person')}
        placeholder={t('holders.person')}
        onChange={(person) => go({ person: person ?? undefined })}
      />
      {badge.tiers.length > 0 && (
        <NativeSelect
          aria-label={t('holders.tier')}
          value={search.tier ?? ''}
          data={[{ value: '', label: t('holders.tier.all') }, ...badge.tiers.map(({ id, name }) => ({ value: id, label: words.Tier(name) }))]}
          onChange={({ currentTarget: { value } }) => go({ tier: value || undefined })}
        />
      )}
    </>
  );
}
