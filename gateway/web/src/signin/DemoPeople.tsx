import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { FormattedMessage, useIntl } from 'react-intl';
import { signInAs, type DemoPerson, type SignInOptions } from '../api/session';
import { Chip } from '../parts/Chip';
import { PersonLine } from '../parts/PersonLine';
import { Problem } from '../parts/Problem';
import classes from './DemoPeople.module.css';
import { ownAddress } from './search';

const route = getRouteApi('/sign-in');

/** The people of the demo; choosing one signs in as them. */
export function DemoPeople({ options: { people = [], organization } }: { options: SignInOptions }) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const { to } = route.useSearch();
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
      <ul className={classes.people}>
        {people.map((person) => (
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
