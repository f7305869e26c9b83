import { Link } from '@tanstack/react-router';
import { BadgePicture } from '../badges/BadgePicture';
import type { RulesPageQuery } from '../gen/graphql';
import { Chip } from '../parts/Chip';
import table from '../parts/table.module.css';
import { Day } from '../text/Dates';
import classes from './RulesPage.module.css';
import { T, useRuleText } from './text/texts';

type Badge = RulesPageQuery['badges']['edges'][number]['node'];

/** Badges with their rules in plain words. */
export function RuleTable({ badges, total }: { badges: readonly Badge[]; total: number }) {
  return (
    <>
      <p className={`t-small t-quiet ${classes.total}`}><T id="rules.total" values={{ n: total }} /></p>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col"><T id="rules.column.badge" /></th>
            <th scope="col"><T id="rules.column.rule" /></th>
            <th scope="col"><T id="rules.column.state" /></th>
            <th scope="col"><T id="rules.column.published" /></th>
          </tr>
        </thead>
        <tbody>{badges.map((badge) => <RuleRow key={badge.id} badge={badge} />)}</tbody>
      </table>
    </>
  );
}

function RuleRow({ badge }: { badge: Badge }) {
  const t = useRuleText();
  const { id, name, state, version, rule, publishedAt, draft } = badge;
  return (
    <tr>
      <th scope="row">
        <Link to="/admin/badges/$badgeId" params={{ badgeId: id }} className={`${table.name} ${classes.name}`}>
          <BadgePicture badge={badge} size={40} state="earned" decorative />
          {name}
        </Link>
      </th>
      <td className={classes.rule}>{rule}</td>
      <td data-label={t('rules.column.state')}>
        <span className={classes.states}>
          <Chip tone={state === 'LIVE' ? 'laurel' : 'neutral'}><T id={`rules.state.${state}`} values={{ version }} /></Chip>
          {draft && draft.version !== version && <Chip><T id="rules.state.DRAFT" values={{ version: draft.version }} /></Chip>}
        </span>
      </td>
      <td data-label={t('rules.column.published')}>{publishedAt ? <Day at={publishedAt} /> : <span className="t-quiet">–</span>}</td>
    </tr>
  );
}
