import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey } from '../../api/newKey';
import { request } from '../../api/request';
import { PublishBadgeDocument, type BadgeDraftFragment, type DryRunOutcomeFragment } from '../../gen/graphql';
import { concerns } from '../../live/useLive';
import { Dialog } from '../../parts/Dialog';
import { DialogActions } from '../../parts/DialogActions';
import { Problem } from '../../parts/Problem';
import { T } from '../text/texts';
import type { Choices } from './Choices';
import classes from './Release.module.css';

interface PublishDialogProps {
  badge: BadgeDraftFragment;
  run: DryRunOutcomeFragment;
  choices: Choices;
  live: boolean;
  onClose: () => void;
  onPublished: () => void;
}

/** The last question before a version is in force: what it will mean, in words. */
export function PublishDialog({ badge: { id, version, name }, run, choices, live, onClose, onPublished }: PublishDialogProps) {
  const queryClient = useQueryClient();
  const [idempotencyKey] = useState(newKey);
  const publish = useMutation({
    mutationFn: () => request(PublishBadgeDocument, { input: { badge: id, version, ...choices, idempotencyKey } }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ predicate: concerns(['BADGES']) });
      onPublished();
    },
  });
  const { gained, lost } = run.difference;
  return (
    <Dialog title={<T id="rules.publish.title" values={{ name, version }} />} onClose={onClose}>
      <div className={classes.ask}>
        <p>{choices.backfill === 'NOW' ? <T id="rules.publish.now" /> : <T id="rules.publish.past" values={{ gained }} />}</p>
        {live && <p><T id={`rules.publish.edits.${choices.edits}`} values={{ lost }} /></p>}
        <p className="t-small t-second"><T id="rules.publish.forGood" /></p>
        <Problem error={publish.error} />
        <DialogActions onClose={onClose}>
          <Button loading={publish.isPending} onClick={() => publish.mutate()}><T id="rules.publish" /></Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}
