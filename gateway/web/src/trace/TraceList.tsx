import type { Noun } from '../text/words';
import { TraceItem } from './TraceItem';
import classes from './TraceList.module.css';
import type { TraceNode } from './tree';

interface TraceListProps {
  nodes: readonly TraceNode[];
  noun?: Noun | null | undefined;
  nested?: boolean;
}

/** What a rule asks, part by part: what counted, what did not and why. */
export function TraceList({ nodes, noun, nested = false }: TraceListProps) {
  return (
    <ul className={nested ? classes.nested : classes.list}>
      {nodes.map((node) => (
        <TraceItem key={node.path} node={node} noun={noun} />
      ))}
    </ul>
  );
}
