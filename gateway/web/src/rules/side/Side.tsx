import { IconAlertTriangle } from '@tabler/icons-react';
import { Problem } from '../../parts/Problem';
import { Section } from '../../parts/Section';
import { AsOf } from '../../text/Dates';
import classes from '../Editor.module.css';
import { useEditing } from '../EditorContext';
import { Fault } from '../fields/Fault';
import type { Doc } from '../model/document';
import { isByHand } from '../model/terms';
import { T } from '../text/texts';
import { goTo } from './goTo';
import { TryIt } from './TryIt';

interface SideProps {
  doc: Doc;
  isGood: boolean;
  error: unknown;
}

/** What the rule means: in plain words, what is wrong or doubtful, and how it would judge somebody. */
export function Side({ doc, isGood, error }: SideProps) {
  const { check } = useEditing();
  return (
    <aside className={classes.side}>
      <Section side title={<T id="rules.words" />}>
        <Problem error={error} />
        {check?.words ? <p className={classes.words}>{check.words}</p> : <p className="t-small t-second"><T id="rules.words.none" /></p>}
        {check && check.matches.length > 0 && <p className={`t-micro t-quiet ${classes.asOf}`}><AsOf at={check.asOf} /></p>}
      </Section>
      <Problems />
      <Doubts />
      {doc.rule['recipient'] !== 'unit' && !isByHand(doc.rule) && <TryIt doc={doc} isGood={isGood} />}
    </aside>
  );
}

function Problems() {
  const problems = useEditing().check?.problems ?? [];
  if (problems.length === 0) return null;
  return (
    <Section side title={<T id="rules.problems" values={{ n: problems.length }} />}>
      <ul className={classes.faults}>
        {problems.map(({ path, message }) => (
          <li key={path + message}>
            <Fault>
              <span>
                <button type="button" className="t-link" onClick={() => goTo(path)}><code>{path}</code></button> {message}
              </span>
            </Fault>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What the rule asks for that there is not: it may be saved, yet nobody may ever earn it. */
function Doubts() {
  const doubts = useEditing().check?.doubts ?? [];
  if (doubts.length === 0) return null;
  return (
    <Section side title={<T id="rules.doubts" />}>
      <ul className={classes.faults}>
        {doubts.map(({ path, kind, what }) => (
          <li key={path} className={`t-small ${classes.doubt}`}>
            <IconAlertTriangle size={16} aria-hidden="true" />
            <button type="button" className={classes.doubtLink} onClick={() => goTo(path)}>
              <T id={`rules.doubt.${kind}`} values={{ what }} />
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
