import { FormattedMessage, FormattedNumber, useIntl } from 'react-intl';
import { Day } from '../text/Dates';
import type { Noun } from '../text/words';
import { FactTable } from './FactTable';
import { NodeMark } from './NodeMark';
import classes from './TraceItem.module.css';
import { TraceList } from './TraceList';
import { isDone, type TraceNode } from './tree';

interface TraceItemProps {
  node: TraceNode;
  noun?: Noun | null | undefined;
}

/** One part of a rule: whether it holds, its sentence, how far it is, and the facts behind it. */
export function TraceItem({ node, noun }: TraceItemProps) {
  const done = isDone(node);
  return (
    <li className={classes.item}>
      <NodeMark done={done} />
      <div className={classes.body}>
        <div className={classes.head}>
          <div>
            <h3>{node.sentence}</h3>
            <NodeNote node={node} done={done} />
          </div>
          {node.need > 1 && <Share have={node.have} need={node.need} />}
        </div>
        <FactTable kind="counted" facts={node.counted} total={node.countedTotal} />
        <FactTable kind="passedOver" facts={node.passedOver} total={node.passedOverTotal} />
        {node.children && node.children.length > 0 && <TraceList nodes={node.children} noun={noun} nested />}
      </div>
    </li>
  );
}

/** What limits the node; what is missing only where no "8 of 10" stands beside it. */
function NodeNote({ node: { note, trueFrom, missing, need }, done }: { node: TraceNode; done: boolean }) {
  const said = note ?? (done || need > 1 ? null : missing);
  if (!said && !trueFrom) return null;
  return (
    <p className="t-small t-quiet">
      {said}
      {said && trueFrom && '. '}
      {trueFrom && <FormattedMessage id="trace.trueSince" values={{ day: <Day at={trueFrom} long /> }} />}
    </p>
  );
}

function Share({ have, need }: { have: number; need: number }) {
  const intl = useIntl();
  return (
    <p className={classes.share}>
      <span className="visually-hidden">{intl.formatMessage({ id: 'number.share' }, { have, need })}</span>
      <span aria-hidden="true">
        <b className={classes.have}><FormattedNumber value={have} /></b>{' '}
        <FormattedMessage id="trace.ofNeed" values={{ need: <FormattedNumber value={need} /> }} />
      </span>
    </p>
  );
}
