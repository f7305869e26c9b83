import { FormattedMessage, useIntl } from 'react-intl';
import { ButtonLink } from '../parts/ButtonLink';
import { DeadEnd } from './DeadEnd';

/** An address that leads nowhere, or to something that is gone. */
export function NotFound() {
  const intl = useIntl();
  return (
    <DeadEnd
      title={intl.formatMessage({ id: 'notFound.title' })}
      action={
        <ButtonLink to="/">
          <FormattedMessage id="notFound.home" />
        </ButtonLink>
      }
    >
      <FormattedMessage id="notFound.text" />
    </DeadEnd>
  );
}
