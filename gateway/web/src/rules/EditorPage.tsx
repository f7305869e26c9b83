import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { NotFound } from '../app/NotFound';
import { isAdmin, useViewer } from '../app/viewer';
import { Editor } from './Editor';
import './mantine.css';
import { editorQuery } from './queries';
import { RuleTexts } from './text/texts';

const route = getRouteApi('/signed-in/admin/badges/$badgeId');

/** A badge's rule, to be changed: its draft, or (where there is none) what is in force. */
export function EditorPage() {
  const { badgeId } = route.useParams();
  const { data, refetch } = useSuspenseQuery(editorQuery(badgeId));
  const { badge } = data;
  const [round, setRound] = useState(0);
  /** What was a draft is in force: the editor begins anew with what the server says now. */
  const beginAnew = () => void refetch().then(() => setRound((now) => now + 1));
  if (!badge || !isAdmin(useViewer())) return <NotFound />;
  return (
    <RuleTexts>
      <Editor key={`${badge.id} ${round}`} badge={badge} onPublished={beginAnew} />
    </RuleTexts>
  );
}
