import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { Day } from '../text/Dates';
import { useWords } from '../text/words';
import classes from './FactTable.module.css';
import { newestFirst, type Fact } from './tree';

const SHOWN = 3;

interface FactTableProps {
  /** What counted, or what did not; the latter says why in its last column. */
  kind: 'counted' | 'passedOver';
  facts: readonly Fact[];
  total: number;
}

/** "Eight counted": the newest three, the others on demand. */
export function FactTable({ kind, facts, total }: FactTableProps) {
  const words = useWords();
  const [all, setAll] = useState(false);
  if (facts.length === 0) return null;
  const sorted = newestFirst(facts);
  const rows = all ? sorted : sorted.slice(0, SHOWN);
  const earlier = total - rows.length;
  return (
    <div className={classes.facts}>
      <table className={`t-small ${classes.table}`} data-kind={kind}>
        <caption className={classes.caption}>
          <FormattedMessage id={`trace.${kind}`} values={{ number: words.Number(total) }} />
        </caption>
        <colgroup>
          <col className={classes.whenColumn} />
          <col />
          <col className={classes.lastColumn} />
        </colgroup>
        <thead className="visually-hidden">
          <tr>
            <th scope="col"><FormattedMessage id="trace.when" /></th>
            <th scope="col"><FormattedMessage id="trace.what" /></th>
            <th scope="col"><FormattedMessage id={kind === 'counted' ? 'trace.source' : 'trace.reason'} /></th>
          </tr>
        </thead>
        <tbody>
          {rows.map((fact) => (
            <FactRow key={fact.id} fact={fact} last={kind === 'counted' ? fact.source : fact.reason} />
          ))}
        </tbody>
      </table>
      <Earlier all={all} more={facts.length > rows.length} earlier={earlier} onShow={() => setAll(true)} />
    </div>
  );
}

function FactRow({ fact, last }: { fact: Fact; last: string | null }) {
  return (
    <tr>
      <td className={classes.when}><Day at={fact.occurredAt} /></td>
      <td className={classes.what}>{isWeb(fact.url) ? <a href={fact.url} className={classes.link}>{fact.name}</a> : fact.name}</td>
      <td className={classes.last}>{last}</td>
    </tr>
  );
}

interface EarlierProps {
  all: boolean;
  more: boolean;
  earlier: number;
  onShow: () => void;
}

function Earlier({ all, more, earlier, onShow }: EarlierProps) {
  const words = useWords();
  if (earlier <= 0) return null;
  const text = <FormattedMessage id="trace.earlier" values={{ number: words.Number(earlier) }} />;
  if (more && !all) return <button type="button" className={`t-link t-small ${classes.more}`} onClick={onShow}>{text}</button>;
  return <p className={`t-small t-quiet ${classes.more}`}>{text}</p>;
}

/** Evidence may lead anywhere, but only to the web. */
function isWeb(url: string | null): url is string {
  return url !== null && /^https?:\/\//.test(url);
}
