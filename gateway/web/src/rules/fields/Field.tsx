import type { ReactNode } from 'react';
import type { Path } from '../model/json';
import { useFault } from '../EditorContext';
import { Fault } from './Fault';
import classes from './Field.module.css';

interface RowProps {
  /** The word that the sentence goes on with: "of type", "where". */
  word: ReactNode;
  /** Whose faults are shown below; what is wrong within it as well. */
  path: Path;
  children: ReactNode;
  /** What stands at the right: what is left. */
  aside?: ReactNode;
}

/** One line of a part's sentence. */
export function Row({ word, path, children, aside }: RowProps) {
  const fault = useFault(path, true);
  return (
    <div className={classes.row} data-path={path}>
      <span className={`t-small ${classes.word}`}>{word}</span>
      <div className={classes.fields}>{children}</div>
      {aside && <div className={classes.aside}>{aside}</div>}
      {fault && <Fault>{fault}</Fault>}
    </div>
  );
}

/** Words and fields in a line, as a sentence reads. */
export function Sentence({ children }: { children: ReactNode }) {
  return <div className={classes.sentence}>{children}</div>;
}

/** Words within a sentence. */
export function Word({ children }: { children: ReactNode }) {
  return <span className={`t-small ${classes.plain}`}>{children}</span>;
}
