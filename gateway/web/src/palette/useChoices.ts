import { useState } from 'react';
import { useViewer } from '../app/viewer';
import { matching, type ChoiceGroup } from './choices';
import { recentOf } from './recent';
import { useFoundChoices, useRecentChoices } from './useFoundChoices';
import { useActions, usePlaces } from './useOwnChoices';

/** What the palette offers for what was typed; with nothing typed, what was chosen last and all of one's own. */
export function useChoices(typed: string) {
  const viewer = useViewer();
  const [kept] = useState(() => recentOf(viewer.id));
  const places = usePlaces();
  const actions = useActions();
  const recent = useRecentChoices(kept, [...places, ...actions]);
  const found = useFoundChoices(typed);
  const isBlank = typed.trim() === '';
  const known = new Set(isBlank ? recent.map(({ id }) => id) : []);
  const rest = (choices: typeof places) => matching(choices, typed).filter(({ id }) => !known.has(id));
  const groups: ChoiceGroup[] = [
    { title: 'palette.recent', choices: isBlank ? recent : [] },
    { title: 'palette.go', choices: rest(places) },
    { title: 'palette.act', choices: rest(actions) },
    ...found.groups,
  ];
  return { groups: groups.filter(({ choices }) => choices.length > 0), isSearching: found.isSearching, error: found.error };
}
