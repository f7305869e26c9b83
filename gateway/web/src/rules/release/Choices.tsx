import { TextInput } from '@mantine/core';
import { useViewer } from '../../app/viewer';
import type { Backfill, DryRunOutcomeFragment, Edits } from '../../gen/graphql';
import { localDay, startOfDay } from '../../text/dates';
import { useNow } from '../../text/now';
import { ChoiceField } from '../fields/ChoiceField';
import { Sentence } from '../fields/Field';
import { useRuleText } from '../text/texts';

/** How a version goes live: what it sees, and what that means for those who hold an earlier one. */
export interface Choices {
  backfill: Backfill;
  start: string | null;
  edits: Edits;
}

export const allOfIt: Choices = { backfill: 'ALL', start: null, edits: 'KEEP' };
const BACKFILLS: readonly Backfill[] = ['ALL', 'FROM', 'NOW'];
const EDITS: readonly Edits[] = ['KEEP', 'ADD_ONLY', 'STRICT'];

export function isComplete({ backfill, start }: Choices): boolean {
  return backfill !== 'FROM' || start !== null;
}

/** Whether a dry run was made under these very choices. */
export function isSameChoice(run: DryRunOutcomeFragment, { backfill, start, edits }: Choices): boolean {
  const sameStart = backfill !== 'FROM' || (run.start !== null && start !== null && Date.parse(run.start) === Date.parse(start));
  return run.backfill === backfill && run.edits === edits && sameStart;
}

interface ChoiceFieldsProps {
  choices: Choices;
  onChoose: (choices: Choices) => void;
  live: boolean;
  byHand: boolean;
}

/** The choices as a sentence. Of a first version nobody holds an earlier one; for what is given by hand nothing counts. */
export function ChoiceFields({ choices, onChoose, live, byHand }: ChoiceFieldsProps) {
  const t = useRuleText();
  const { timezone } = useViewer().organization;
  const today = localDay(useNow(), timezone);
  const { backfill, start, edits } = choices;
  return (
    <Sentence>
      {!byHand && (
        <ChoiceField
          label={t('rules.backfill')}
          choices={BACKFILLS}
          value={backfill}
          say={(one) => t(`rules.backfill.${one}`)}
          onChange={(one) => onChoose({ ...choices, backfill: one, start: one === 'FROM' ? (start ?? startOfDay(today, timezone)) : null })}
        />
      )}
      {!byHand && backfill === 'FROM' && (
        <TextInput
          type="date"
          aria-label={t('rules.backfill.from')}
          value={start ? localDay(new Date(start), timezone) : ''}
          onChange={({ currentTarget: { value } }) => onChoose({ ...choices, start: value ? startOfDay(value, timezone) : null })}
        />
      )}
      {live && (
        <ChoiceField
          label={t('rules.edits')}
          choices={EDITS}
          value={edits}
          say={(one) => t(`rules.edits.${one}`)}
          onChange={(one) => onChoose({ ...choices, edits: one })}
        />
      )}
    </Sentence>
  );
}
