import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
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
  const { badge } = useSuspenseQuery(editorQuery(badgeId)).data;
  if (!badge || !isAdmin(useViewer())) return <NotFound />;
  return (
    <RuleTexts>
      <Editor key={badge.id} badge={badge} />
    </RuleTexts>
  );
}
