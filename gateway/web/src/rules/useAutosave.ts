import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { request } from '../api/request';
import { SaveBadgeDocument } from '../gen/graphql';
import { concerns } from '../live/useLive';
import { keepDraft } from './keepDraft';
import { docOf, inputOf, isSameDoc, missingIn, type Design, type Doc } from './model/document';
import { forget, remember, settle } from './unsaved';

const PAUSE = 800; // milliseconds

export type Saving = 'saved' | 'saving' | 'waiting' | 'held' | 'failed';

interface AutosaveProps {
  id: string;
  doc: Doc;
  saved: Doc;
  design: Design;
  /** Whether the server has found the rule as it stands to be good. */
  isGood: boolean;
  /** Whether this browser keeps what is not saved: not while it keeps something else, and asks what to do with it. */
  keeps: boolean;
}

/**
 * Saves the draft a moment after the last change, whole or not at all: for as long as something is wrong with it
 * ("held"), it is kept in this browser only.
 */
export function useAutosave({ id, doc, saved: first, design, isGood, keeps }: AutosaveProps) {
  const queryClient = useQueryClient();
  const [saved, setSaved] = useState({ doc: first, on: first });
  const save = useMutation({
    mutationFn: (now: Doc) => request(SaveBadgeDocument, { input: inputOf(id, now, design) }),
    onSuccess: async ({ saveBadge }, now) => {
      const next = { doc: now, on: docOf(saveBadge) };
      setSaved(next);
      if (keeps) settle(id, next);
      await keepDraft(queryClient, saveBadge);
      void queryClient.invalidateQueries({ predicate: concerns(['BADGES']) });
    },
  });
  const { mutate, isPending } = save;
  const isSaved = isSameDoc(doc, saved.doc);
  const ready = isGood && missingIn(doc).length === 0 && !isSaved;
  const failed = save.isError && save.variables === doc;
  useEffect(() => {
    if (!keeps) return;
    if (isSaved) forget(id);
    else remember(id, { doc, on: saved.on });
  }, [id, doc, isSaved, saved, keeps]);
  useEffect(() => {
    if (!ready || isPending || failed) return undefined;
    const timer = setTimeout(() => mutate(doc), PAUSE);
    return () => clearTimeout(timer);
  }, [ready, isPending, failed, doc, mutate]);
  const again = () => mutate(doc);
  const state: Saving = isPending ? 'saving' : isSaved ? 'saved' : failed ? 'failed' : ready ? 'waiting' : 'held';
  return { state, error: failed ? save.error : null, again };
}
