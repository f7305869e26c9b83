import { Asks } from './Asks';
import { Basics } from './Basics';
import classes from './Editor.module.css';
import { Frequency } from './Frequency';
import { Giving } from './Giving';
import { Lasting } from './Lasting';
import type { Doc } from './model/document';
import { Tiers } from './Tiers';

export interface PartProps {
  doc: Doc;
  edit: (what: string, to: (doc: Doc) => Doc) => void;
}

/** The badge as a form: its rule first, then its tiers, how often and for whom, its terms, and what people read. */
export function EditorForm({ doc, edit }: PartProps) {
  return (
    <div className={classes.sections}>
      <Asks />
      <Tiers doc={doc} edit={edit} />
      <Frequency doc={doc} />
      <Lasting />
      <Giving />
      <Basics doc={doc} edit={edit} />
    </div>
  );
}
