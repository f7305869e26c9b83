import { Outlet } from '@tanstack/react-router';
import { doorLocale } from '../text/languages';
import { TextProvider } from '../text/TextProvider';

/** Around every page, signed in or not. */
export function Root() {
  return (
    <TextProvider locale={doorLocale()}>
      <Outlet />
    </TextProvider>
  );
}
