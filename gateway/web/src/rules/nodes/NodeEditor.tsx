import { useValue } from '../EditorContext';
import { Fault } from '../fields/Fault';
import { isEmptySlot, isGroup, kindOf } from '../model/language';
import type { Path } from '../model/json';
import { T } from '../text/texts';
import { AddPart } from './AddPart';
import { GroupNode } from './GroupNode';
import { LeafNode } from './LeafNode';
import { NotNode } from './NotNode';

interface NodeEditorProps {
  path: Path;
  /** The list that it is a part of, with its place; without, it is the root, or stands alone below something. */
  list?: Path | undefined;
  place?: number | undefined;
}

/** One node of the rule, with everything below it. */
export function NodeEditor({ path, list, place }: NodeEditorProps) {
  const node = useValue(path);
  const kind = kindOf(node);
  if (isEmptySlot(node) && list === undefined) return <AddPart path={path} />;
  if (isGroup(kind)) return <GroupNode path={path} kind={kind} list={list} place={place} />;
  if (kind === 'not') return <NotNode path={path} list={list} place={place} />;
  if (kind) return <LeafNode path={path} kind={kind} list={list} place={place} />;
  return <Fault><T id="rules.node.unknown" /></Fault>;
}
