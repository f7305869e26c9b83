import { Section } from '../parts/Section';
import { Basics } from './Basics';
import classes from './Editor.module.css';
import { Frequency } from './Frequency';
import type { Doc } from './model/document';
import { NodeEditor } from './nodes/NodeEditor';
import { T } from './text/texts';
import { Tiers } from './Tiers';

export interface PartProps {
  doc: Doc;
  edit: (what: string, to: (doc: Doc) => Doc) => void;
}

/** The badge as a form: its rule first, then its tiers, how often and for whom, and what people read. */
export function EditorForm({ doc, edit }: PartProps) {
  return (
    <div className={classes.sections}>
      <Section title={<T id="rules.asks" />}><NodeEditor path="criteria" /></Section>
      <Tiers doc={doc} edit={edit} />
      <Frequency doc={doc} edit={edit} />
      <Basics doc={doc} edit={edit} />
    </div>
  );
}
