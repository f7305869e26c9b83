import type { TraceNodeBodyFragment, TraceTreeFragment } from '../gen/graphql';

/** A node with as many levels below it as the rule has. */
export interface TraceNode extends TraceNodeBodyFragment {
  children?: readonly TraceNode[];
}

export type Fact = TraceNodeBodyFragment['counted'][number];

/** The nodes that are listed: an "all of" at the root is the list itself, anything else is its one item. */
export function listed(root: TraceTreeFragment['root']): readonly TraceNode[] {
  const node: TraceNode = root;
  return node.kind === 'all' && node.children?.length ? node.children : [node];
}

/** Whether a node holds. */
export function isDone({ trueFrom, have, need }: TraceNode): boolean {
  return trueFrom !== null || have >= need;
}

/** Newest first. */
export function newestFirst(facts: readonly Fact[]): Fact[] {
  return facts.toSorted((a, b) => b.occurredAt.localeCompare(a.occurredAt));
}
