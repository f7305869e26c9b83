import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { BadgeDraftFragment, DryRunOutcomeFragment } from '../../gen/graphql';
import { Bar } from '../../parts/Bar';
import { Problem } from '../../parts/Problem';
import type { Saving } from '../useAutosave';
import { T, useRuleText } from '../text/texts';
import { Backfilling } from './Backfilling';
import { allOfIt, ChoiceFields, isComplete, isSameChoice, type Choices } from './Choices';
import { Figures } from './Figures';
import { Outcome } from './Outcome';
import { PublishDialog } from './PublishDialog';
import classes from './Release.module.css';
import { useDryRun } from './useDryRun';

interface ReleaseProps {
  badge: BadgeDraftFragment;
  /** Whether a version is in force beside the draft. */
  live: boolean;
  saving: Saving;
  onPublished: () => void;
}

/** What stands between a draft and being in force: a dry run of that very draft, and the choice of whom it concerns. */
export function Release(props: ReleaseProps) {
  if (props.badge.state !== 'DRAFT') return <Backfilling badge={props.badge.id} />;
  return <DraftRelease {...props} />;
}

function DraftRelease({ badge, live, saving, onPublished }: ReleaseProps) {
  const t = useRuleText();
  const { id, version } = badge;
  const { run, start, cancel, lookAgain } = useDryRun(id, version);
  const [choices, choose] = useState<Choices>(allOfIt);
  const [asking, dialog] = useDisclosure(false);
  useEffect(() => {
    if (saving === 'saved') lookAgain();
    // Only a draft that has just been saved is another; what is looked at again is always the same.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [saving]);
  const isRunning = run?.state === 'RUNNING';
  const proven = run !== null && run.state === 'DONE' && run.current && isSameChoice(run, choices) && saving === 'saved';
  return (
    <section className={classes.panel} aria-label={t('rules.release')}>
      <div className={classes.line}>
        <ChoiceFields choices={choices} onChoose={choose} live={live} byHand={badge.byHand} />
        <div className={classes.buttons}>
          <Button
            variant="default"
            loading={start.isPending}
            disabled={saving !== 'saved' || isRunning || !isComplete(choices)}
            onClick={() => start.mutate({ badge: id, version, ...choices })}
          >
            <T id="rules.dryRun" />
          </Button>
          <Button disabled={!proven} onClick={dialog.open}><T id="rules.publish" /></Button>
        </div>
      </div>
      <Problem error={start.error ?? cancel.error} />
      {run && isRunning && <Running run={run} onCancel={() => cancel.mutate(run.id)} />}
      {run && !isRunning && <Said run={run} proven={proven} />}
      {asking && run && <PublishDialog badge={badge} run={run} choices={choices} live={live} onClose={dialog.close} onPublished={onPublished} />}
    </section>
  );
}

function Running({ run, onCancel }: { run: DryRunOutcomeFragment; onCancel: () => void }) {
  return (
    <div className={classes.running}>
      <Bar have={run.scanned} need={Math.max(1, run.total)} />
      <output className="t-small t-second"><T id="rules.dryRun.running" values={{ n: run.scanned, total: run.total }} /></output>
      <Button variant="default" size="compact-md" onClick={onCancel}><T id="rules.dryRun.cancel" /></Button>
    </div>
  );
}

function Said({ run, proven }: { run: DryRunOutcomeFragment; proven: boolean }) {
  if (run.state === 'CANCELLED') return <p className="t-small t-second"><T id="rules.dryRun.cancelled" /></p>;
  if (run.state === 'FAILED') return <p className="t-small t-second"><T id="rules.dryRun.failed" values={{ problem: run.problem ?? '–' }} /></p>;
  return (
    <>
      <Figures run={run} stale={!proven} />
      <Outcome run={run} />
    </>
  );
}
