import { Outlet } from '@tanstack/react-router';
import { FormattedMessage } from 'react-intl';
import { Arrivals } from '../live/Arrivals';
import { useLive } from '../live/useLive';
import { Palette } from '../palette/Palette';
import { TextProvider, useDocumentLanguage } from '../text/TextProvider';
import classes from './Frame.module.css';
import { SideNav } from './SideNav';
import { TabBar } from './TabBar';
import { TopBar } from './TopBar';
import { useViewer } from './viewer';

/** What stands around every page of someone signed in. */
export function Frame() {
  const viewer = useViewer();
  const { dismiss } = useLive();
  useDocumentLanguage(viewer.locale);
  return (
    <TextProvider locale={viewer.locale} timezone={viewer.timezone}>
      <a href="#main" className={classes.skip}>
        <FormattedMessage id="nav.skip" />
      </a>
      <div className={classes.frame}>
        <SideNav />
        <TopBar />
        <main id="main" tabIndex={-1} className={classes.main}>
          <Outlet />
        </main>
        <TabBar />
      </div>
      <Palette />
      <Arrivals onDismiss={dismiss} />
    </TextProvider>
  );
}
