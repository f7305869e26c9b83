import { Button } from '@mantine/core';
import type { HolderRowFragment } from '../../gen/graphql';
import { Chip } from '../../parts/Chip';
import { holderOf } from '../../parts/holder';
import { PersonLine } from '../../parts/PersonLine';
import table from '../../parts/table.module.css';
import { Day } from '../../text/Dates';
import { useWords } from '../../text/words';
import { T, useCorrectionText } from '../text/texts';
import classes from './Holders.module.css';

const COLUMNS = ['person', 'tier', 'earned', 'until', 'note'] as const;

interface HolderTableProps {
  holders: readonly HolderRowFragment[];
  onRevoke: (award: HolderRowFragment) => void;
}

/** One award a row. Columns that say nothing of anybody are left out. */
export function HolderTable({ holders, onRevoke }: HolderTableProps) {
  const said = { person: true, tier: holders.some(({ tier }) => tier), earned: true, until: holders.some(({ expiresAt }) => expiresAt), note: holders.some(isNoted) };
  const columns = COLUMNS.filter((column) => said[column]);
  return (
    <table className={table.table}>
      <thead>
        <tr>
          {columns.map((column) => <th key={column} scope="col"><T id={`holders.column.${column}`} /></th>)}
          <th scope="col"><span className="visually-hidden"><T id="holders.column.act" /></span></th>
        </tr>
      </thead>
      <tbody>
        {holders.map((award) => <HolderRow key={award.id} award={award} columns={columns} onRevoke={onRevoke} />)}
      </tbody>
    </table>
  );
}

function isNoted({ byHand, flagged }: HolderRowFragment): boolean {
  return byHand || flagged === true;
}

interface HolderRowProps {
  award: HolderRowFragment;
  columns: readonly (typeof COLUMNS)[number][];
  onRevoke: (award: HolderRowFragment) => void;
}

function HolderRow({ award, columns, onRevoke }: HolderRowProps) {
  const t = useCorrectionText();
  const words = useWords();
  const { tier, earnedAt, expiresAt, byHand, flagged } = award;
  const holder = holderOf(award);
  const shows = (column: (typeof COLUMNS)[number]) => columns.includes(column);
  const label = (column: (typeof COLUMNS)[number]) => ({ 'data-label': t(`holders.column.${column}`) });
  return (
    <tr className={classes.row}>
      <th scope="row"><PersonLine person={holder}>{holder.below}</PersonLine></th>
      {shows('tier') && <td {...label('tier')}>{tier ? words.Tier(tier.name) : '–'}</td>}
      <td {...label('earned')}><Day at={earnedAt} /></td>
      {shows('until') && <td {...label('until')}>{expiresAt ? <Day at={expiresAt} /> : '–'}</td>}
      {shows('note') && (
        <td>
          <span className={classes.notes}>
            {byHand && <Chip><T id="holders.byHand" /></Chip>}
            {flagged && <Chip tone="clay"><T id="holders.flagged" /></Chip>}
          </span>
        </td>
      )}
      <td className={classes.act}>
        <Button variant="subtle" color="clay" size="compact-sm" aria-label={t('holders.revoke.whose', { name: holder.displayName })} onClick={() => onRevoke(award)}>
          <T id="holders.revoke" />
        </Button>
      </td>
    </tr>
  );
}
