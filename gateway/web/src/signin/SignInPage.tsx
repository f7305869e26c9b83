import { useQuery } from '@tanstack/react-query';
import { FormattedMessage, useIntl } from 'react-intl';
import { fetchSignInOptions } from '../api/session';
import { Mark } from '../parts/Mark';
import { Problem } from '../parts/Problem';
import { RowShapes } from '../parts/Skeleton';
import { DemoPeople } from './DemoPeople';
import classes from './SignInPage.module.css';

/** The door. In demo mode, one click makes one of its people. */
export function SignInPage() {
  const intl = useIntl();
  const options = useQuery({ queryKey: ['sign-in'], queryFn: fetchSignInOptions });
  return (
    <main className={classes.page}>
      <title>{intl.formatMessage({ id: 'page.title' }, { title: intl.formatMessage({ id: 'signIn.title' }) })}</title>
      <p className={classes.brand}>
        <Mark size={32} /> Laurel
      </p>
      <h1 className="t-lead" tabIndex={-1}><FormattedMessage id="signIn.lead" /></h1>
      {options.isPending && <RowShapes rows={5} />}
      <Problem error={options.error} />
      {options.data?.mode === 'demo' && <DemoPeople options={options.data} />}
      {options.data && options.data.mode !== 'demo' && <p className="t-second"><FormattedMessage id="signIn.elsewhere" /></p>}
    </main>
  );
}
