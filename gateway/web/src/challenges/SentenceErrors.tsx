import { IconAlertCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './RuleSentence.module.css';

const WORDS = ['type', 'condition.path', 'condition.op', 'condition.value', 'atLeast', 'startDay', 'endDay'] as const;

/** A sentence has no room between its words, so what is wrong with them stands below it. */
export function SentenceErrors({ errors }: { errors: Record<string, ReactNode> }) {
  const said = WORDS.filter((word) => errors[word]);
  return (
    <div role="alert">
      {said.length > 0 && (
        <ul className={`t-small ${classes.errors}`}>
          {said.map((word) => (
            <li key={word}>
              <IconAlertCircle size={16} aria-hidden="true" />
              {errors[word]}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
