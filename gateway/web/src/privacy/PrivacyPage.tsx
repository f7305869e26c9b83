import { FormattedMessage, useIntl } from 'react-intl';
import { Page, PageHead } from '../parts/Page';
import { Problem } from '../parts/Problem';
import classes from './PrivacyPage.module.css';
import { PrivacySwitch } from './PrivacySwitch';
import { usePrivacy } from './usePrivacy';

/** What others see of the viewer. */
export function PrivacyPage() {
  const intl = useIntl();
  const { privacy, set, error } = usePrivacy();
  return (
    <Page title={intl.formatMessage({ id: 'privacy.title' })} narrow>
      <PageHead title={<FormattedMessage id="privacy.title" />} standfirst={<FormattedMessage id="privacy.standfirst" />} />
      <div className={classes.switches}>
        <PrivacySwitch what="board" shown={!privacy.hideFromBoards} onChange={(shown) => set({ hideFromBoards: !shown })} />
        <PrivacySwitch what="feed" shown={!privacy.hideFromFeed} onChange={(shown) => set({ hideFromFeed: !shown })} />
        <Problem error={error} />
      </div>
    </Page>
  );
}
