import type { QueryClient } from '@tanstack/react-query';
import { designerQuery } from '../designer/queries';
import type { BadgeDraftFragment, BadgeLookFragment } from '../gen/graphql';
import { editorQuery } from './queries';

/** A draft that was just saved is what the server has: editor and designer go on from it, whichever of them saved it. */
export async function keepDraft(queryClient: QueryClient, draft: BadgeDraftFragment & BadgeLookFragment): Promise<void> {
  const { queryKey: editor } = editorQuery(draft.id);
  const { queryKey: designer } = designerQuery(draft.id);
  // What is still on its way may be from before.
  await Promise.all([queryClient.cancelQueries({ queryKey: editor }), queryClient.cancelQueries({ queryKey: designer })]);
  queryClient.setQueryData(editor, (known) => known?.badge ? { badge: { ...known.badge, draft } } : undefined);
  queryClient.setQueryData(designer, (known) => known?.badge ? { ...known, badge: { ...known.badge, draft } } : undefined);
}
