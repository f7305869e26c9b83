import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { queryFor } from '../api/queries';
import { useViewer } from '../app/viewer';
import { FindPeopleDocument, KudosReceiverDocument, type PersonLineFragment } from '../gen/graphql';
import { PersonLine } from '../parts/PersonLine';
import { plain } from '../text/plain';

const PAUSE = 150;

interface PersonSelectProps extends SelectProps {
  /** The person chosen before this page opened. */
  chosen: string | undefined;
  /** Whether one may choose oneself. */
  oneself?: boolean;
}

/** Finds a colleague by name. */
export function PersonSelect({ chosen, oneself = false, ...rest }: PersonSelectProps) {
  const intl = useIntl();
  const [typed, setTyped] = useState('');
  const people = usePeople(typed, chosen, oneself);
  const byId = new Map(people.found.map((person) => [person.id, person]));
  return (
    <Select
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      data={people.found.map(({ id, displayName }) => ({ value: id, label: displayName }))}
      filter={({ options }) => (people.isOlder ? options.filter((one) => 'value' in one && plain(one.label).includes(plain(typed))) : options)}
      placeholder={intl.formatMessage({ id: 'kudos.to.placeholder' })}
      nothingFoundMessage={people.isOlder ? intl.formatMessage({ id: 'page.loading' }) : intl.formatMessage({ id: 'kudos.to.nobody' })}
      renderOption={({ option }) => {
        const person = byId.get(option.value);
        return person ? <PersonLine person={person} size={28}>{person.unit?.name}</PersonLine> : option.label;
      }}
      {...rest}
    />
  );
}

/**
 * Those whose name matches, and the one who was chosen already. `isOlder`: they answer to what was typed before, and of
 * those only whoever matches still may be offered: a quick Enter would take somebody else.
 */
function usePeople(typed: string, chosen: string | undefined, oneself: boolean): { found: PersonLineFragment[]; isOlder: boolean } {
  const viewer = useViewer();
  const [search] = useDebouncedValue(typed, PAUSE);
  const list = useQuery({ ...queryFor(FindPeopleDocument, { search }, []), placeholderData: keepPreviousData });
  const given = useQuery({ ...queryFor(KudosReceiverDocument, { id: chosen ?? '' }, []), enabled: chosen !== undefined });
  const found = [given.data?.person, ...(list.data?.people.edges.map(({ node }) => node) ?? [])];
  const distinct = new Map(found.filter((person) => person != null).map((person) => [person.id, person]));
  if (!oneself) distinct.delete(viewer.id);
  return { found: [...distinct.values()], isOlder: search !== typed || list.isPlaceholderData || list.isLoading };
}
