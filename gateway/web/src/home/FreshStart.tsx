import { FormattedMessage } from 'react-intl';
import { ButtonLink } from '../parts/ButtonLink';
import { EmptyWreath } from '../parts/EmptyWreath';
import classes from './NextStepLead.module.css';

/** Nothing is under way: where to begin. */
export function FreshStart({ name }: { name: string }) {
  return (
    <>
      <div className={classes.words}>
        <p className={classes.kicker}><FormattedMessage id="home.nextStep" /></p>
        <h1 id="next-step" className="t-lead" tabIndex={-1}><FormattedMessage id="home.fresh" values={{ name }} /></h1>
        <p className="t-standfirst"><FormattedMessage id="home.fresh.text" /></p>
        <div className={classes.actions}>
          <ButtonLink to="/badges" search={{ show: 'available' }}><FormattedMessage id="home.fresh.badges" /></ButtonLink>
          <ButtonLink to="/challenges" variant="default"><FormattedMessage id="home.fresh.challenges" /></ButtonLink>
        </div>
      </div>
      <EmptyWreath />
    </>
  );
}
