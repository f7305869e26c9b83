import { IconAward, IconFlag } from '@tabler/icons-react';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { queryFor } from '../api/queries';
import { useViewer } from '../app/viewer';
import { BadgePicture } from '../badges/BadgePicture';
import { PaletteSearchDocument, type PaletteSearchQuery } from '../gen/graphql';
import { Avatar } from '../parts/Avatar';
import { matching, type Choice, type ChoiceGroup } from './choices';
import type { Recent } from './recent';

const PAUSE = 150;
const SHORTEST = 2;

interface Found {
  groups: readonly ChoiceGroup[];
  isSearching: boolean;
  error: unknown;
}

/**
 * Badges, challenges and people by name, asked for in the pauses of typing; an answer no longer wanted is dropped. Of what
 * answers to what was typed before, only what still matches is offered: a quick Enter would take something else.
 */
export function useFoundChoices(typed: string): Found {
  const [search] = useDebouncedValue(typed.trim(), PAUSE);
  const enabled = search.length >= SHORTEST && typed.trim().length >= SHORTEST;
  const found = useQuery({ ...queryFor(PaletteSearchDocument, { search }, []), enabled, placeholderData: keepPreviousData });
  const groups = useGroups(enabled ? found.data : undefined);
  const isOlder = search !== typed.trim() || found.isPlaceholderData;
  const offered = isOlder ? groups.map((group) => ({ ...group, choices: matching(group.choices, typed) })) : groups;
  return { groups: offered, isSearching: search !== typed.trim() || found.isFetching, error: enabled ? found.error : null };
}

function useGroups(data: PaletteSearchQuery | undefined): ChoiceGroup[] {
  const viewer = useViewer();
  const choice = useFoundChoice();
  if (!data) return [];
  const people = data.people.edges.map(({ node }) => node).filter(({ id }) => id !== viewer.id);
  return [
    {
      title: 'palette.badges',
      choices: data.badges.edges.map(({ node }) => choice(`badge:${node.id}`, node.name, { picture: <BadgePicture badge={node} size={32} state="earned" decorative /> })),
    },
    {
      title: 'palette.challenges',
      choices: data.challenges.edges.map(({ node }) => choice(`challenge:${node.id}`, node.title, { hint: node.unit.name })),
    },
    {
      title: 'palette.people',
      choices: people.map((person) => choice(`person:${person.id}`, person.displayName, { hint: person.unit?.name, picture: <Avatar person={person} size={28} /> })),
    },
  ];
}

/** Makes what was found, now or before, a choice: badges and challenges are opened, people thanked. */
function useFoundChoice() {
  const navigate = useNavigate();
  const intl = useIntl();
  return (id: string, name: string, look: { hint?: string | undefined; picture?: ReactNode } = {}): Choice => {
    const [kind, ...parts] = id.split(':');
    const key = parts.join(':');
    if (kind === 'badge') {
      return { id, label: name, picture: <IconAward size={20} stroke={1.75} aria-hidden="true" />, run: () => void navigate({ to: '/badges/$badgeId', params: { badgeId: key } }), ...look };
    }
    if (kind === 'challenge') {
      return { id, label: name, picture: <IconFlag size={20} stroke={1.75} aria-hidden="true" />, run: () => void navigate({ to: '/challenges/$challengeId', params: { challengeId: key } }), ...look };
    }
    const thank = intl.formatMessage({ id: 'palette.thank' }, { name });
    return { id, label: thank, name, picture: <Avatar person={{ id: key, displayName: name }} size={28} />, run: () => void navigate({ to: '/kudos/new', search: { to: key } }), ...look };
  };
}

/** What was chosen before, as far as it is still offered. */
export function useRecentChoices(recent: readonly Recent[], own: readonly Choice[]): Choice[] {
  const choice = useFoundChoice();
  return recent.flatMap(({ id, label }) => {
    if (id.startsWith('go:') || id.startsWith('do:')) return own.filter((one) => one.id === id);
    return [choice(id, label)];
  });
}
