import { useEditing, isWithin } from '../EditorContext';
import type { Path } from '../model/json';
import { Fault } from './Fault';

/** What is wrong with the fields of a sentence, which has no room between its words: it stands below. */
export function FieldFaults({ paths }: { paths: readonly Path[] }) {
  const problems = useEditing().check?.problems ?? [];
  const said = problems.filter(({ path }) => paths.some((one) => path === one || isWithin(path, one)));
  return said.map(({ path, message }) => <Fault key={path + message}>{message}</Fault>);
}
