import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { signInAs, type DemoPerson, type SignInOptions } from '../api/session';
import { Chip } from '../parts/Chip';
import { PersonLine } from '../parts/PersonLine';
import { Problem } from '../parts/Problem';
import { plain } from '../text/plain';
import classes from './DemoPeople.module.css';
import { ownAddress } from './search';

const route = getRouteApi('/sign-in');
const FEW = 12;

/** The people of the demo; choosing one signs in as them. */
export function DemoPeople({ options: { people = [], organization } }: { options: SignInOptions }) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const { to } = route.useSearch();
  const [typed, setTyped] = useState('');
  const found = people.filter(matches(typed));
  const enter = useMutation({
    mutationFn: signInAs,
    onSuccess: () => {
      queryClient.clear();
      router.history.push(ownAddress(to));
    },
  });
  return (
    <>
      <p className={`t-standfirst ${classes.standfirst}`}>
        <FormattedMessage id="signIn.demo" values={{ organization: nameOf(organization) }} />
      </p>
      <Problem error={enter.error} />
      {people.length > FEW && <PeopleFilter value={typed} onChange={setTyped} />}
      {found.length === 0 && <p className="t-second"><FormattedMessage id="kudos.to.nobody" /></p>}
      <ul className={classes.people}>
        {found.map((person) => (
          <li key={person.id}>
            <button type="button" className={classes.person} disabled={enter.isPending} onClick={() => enter.mutate(person.id)}>
              <PersonLine person={{ id: person.id, displayName: person.name }} size={40}>{person.unit}</PersonLine>
              <RoleChip person={person} />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function PeopleFilter({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const intl = useIntl();
  const label = intl.formatMessage({ id: 'signIn.search' });
  return (
    <TextInput
      type="search"
      className={classes.filter}
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} aria-hidden="true" />}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

/** Whether a person's name, unit or role has the typed letters in it, accents aside. */
export function matches(typed: string): (person: DemoPerson) => boolean {
  const wanted = plain(typed);
  return ({ name, unit, roles }) => [name, unit ?? '', ...roles].some((text) => plain(text).includes(wanted));
}

/** The widest of a person's roles. */
function RoleChip({ person: { roles } }: { person: DemoPerson }) {
  const intl = useIntl();
  const held = roles.map((role) => role.toLowerCase());
  if (held.includes('admin')) return <Chip tone="laurel">{intl.formatMessage({ id: 'role.admin' })}</Chip>;
  if (held.includes('manager')) return <Chip>{intl.formatMessage({ id: 'role.manager' })}</Chip>;
  return null;
}

function nameOf(organization: SignInOptions['organization']): string {
  return (typeof organization === 'string' ? organization : organization?.name) ?? 'Laurel';
}
