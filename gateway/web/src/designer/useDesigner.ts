import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../api/request';
import { DesignBadgeDocument, SuggestedDesignDocument, type BadgeLookFragment } from '../gen/graphql';
import { concerns } from '../live/useLive';
import { fieldErrors } from '../parts/fieldErrors';
import { keepDraft } from '../rules/keepDraft';
import { sameDesign, tidy } from './preview';
import { contrastQuery, type Design } from './queries';

const PAUSE = 200;

/** A look while it is made: what is chosen, what of it can be drawn, and saving it. */
export function useDesigner(badge: BadgeLookFragment) {
  const queryClient = useQueryClient();
  const [design, setDesign] = useState<Design>(badge.design);
  const [kept, setKept] = useState<Design>(badge.design);
  const [asked] = useDebouncedValue(tidy(design), PAUSE);
  const check = useQuery({ ...contrastQuery(asked), retry: false });
  const { band: bandFault } = fieldErrors(check.error, ['band']);
  const change = (part: Partial<Design>) => setDesign((now) => ({ ...now, ...part }));
  const suggest = useMutation({
    mutationFn: () => request(SuggestedDesignDocument, { id: badge.id, name: badge.name }),
    onSuccess: ({ suggestedDesign }) => setDesign(suggestedDesign),
  });
  const save = useMutation({
    mutationFn: () => request(DesignBadgeDocument, { id: badge.id, design: tidy(design) }),
    onSuccess: async ({ designBadge }) => {
      setKept(designBadge.design);
      await keepDraft(queryClient, designBadge);
      void queryClient.invalidateQueries({ predicate: concerns(['BADGES']) });
    },
  });
  // A band that can't be set is left out of the drawing, so that the rest can still be seen.
  const drawn = bandFault ? { ...asked, band: null } : asked;
  return { design, drawn, change, bandFault, suggest, save, isNew: !sameDesign(design, kept) };
}
