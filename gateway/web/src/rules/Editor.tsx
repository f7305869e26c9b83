import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { RuleEditorQuery } from '../gen/graphql';
import { Page } from '../parts/Page';
import { EditorContext, type Editing } from './EditorContext';
import { EditorForm } from './EditorForm';
import { EditorHead } from './EditorHead';
import classes from './Editor.module.css';
import { JsonPane } from './JsonPane';
import { KeptNotice } from './KeptNotice';
import { docOf, isSameDoc, type Doc } from './model/document';
import { put, type JsonObject } from './model/json';
import { badgeChoicesQuery, observedQuery } from './queries';
import { Release } from './release/Release';
import { Versions } from './release/Versions';
import { Side } from './side/Side';
import { useAutosave } from './useAutosave';
import { useCheck } from './useCheck';
import { useDoc } from './useDoc';
import { useKept } from './useKept';
import { useUndoKeys } from './useUndoKeys';

type Badge = NonNullable<RuleEditorQuery['badge']>;
export type View = 'form' | 'json';

/** The editor of one badge: what it asks, beside it what that means and whom it would be given to. */
export function Editor({ badge, onPublished }: { badge: Badge; onPublished: () => void }) {
  const base = badge.draft ?? badge;
  const [saved] = useState(() => docOf(base));
  const { kept, fate, decide } = useKept(badge.id, saved);
  const history = useDoc({ saved, kept: fate === 'used' ? kept : null });
  const { doc, edit } = history;
  const [view, setView] = useState<View>('form');
  const { check, isCurrent, error } = useCheck(badge.id, doc);
  const isGood = isCurrent && check?.problems.length === 0;
  const saving = useAutosave({ id: badge.id, doc, saved, design: base.design, isGood, keeps: fate !== 'asked' });
  const editing = useEditingOf(badge.id, doc, edit, check);
  useUndoKeys(history);
  const live = badge.state === 'LIVE';
  const told = fate === 'used' && !isSameDoc(doc, kept) ? 'none' : fate; // once it is changed or undone, no more
  const takeKept = () => {
    edit('kept', () => kept);
    decide('used');
  };
  return (
    <EditorContext value={editing}>
      <Page title={doc.name}>
        <EditorHead badge={base} live={live} doc={doc} saving={saving} history={history} view={view} onView={setView}>
          <KeptNotice fate={told} onUse={takeKept} onDrop={() => decide('none')} />
        </EditorHead>
        <Release badge={base} live={live} saving={saving.state} onPublished={onPublished} />
        <div className={classes.columns}>
          <div className={classes.main}>
            {view === 'form' ? <EditorForm doc={doc} edit={edit} /> : <JsonPane doc={doc} edit={edit} />}
            <div className={classes.versions}><Versions badge={badge.id} /></div>
          </div>
          <Side doc={doc} isGood={isGood} error={error} />
        </div>
      </Page>
    </EditorContext>
  );
}

function useEditingOf(badge: string, doc: Doc, edit: (what: string, to: (doc: Doc) => Doc) => void, check: Editing['check']): Editing {
  const observed = useQuery(observedQuery).data;
  const badges = useQuery(badgeChoicesQuery).data;
  const choices = useMemo(
    () => ({
      types: observed?.observedTypes.types ?? [],
      pools: observed?.observedTypes.pools ?? [],
      units: observed?.units ?? [],
      badges: badges?.badges.edges.map(({ node }) => node) ?? [],
    }),
    [observed, badges],
  );
  return useMemo(() => {
    const change = (what: string, to: (rule: JsonObject) => JsonObject) => edit(what, (now) => ({ ...now, rule: to(now.rule) }));
    return { rule: doc.rule, change, set: (path, value) => change(path, (rule) => put(rule, path, value)), check, choices, badge };
  }, [doc.rule, edit, check, choices, badge]);
}
