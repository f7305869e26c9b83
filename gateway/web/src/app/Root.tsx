import { Outlet } from '@tanstack/react-router';
import { TextProvider } from '../text/TextProvider';

/** Around every page, signed in or not. */
export function Root() {
  return (
    <TextProvider>
      <Outlet />
    </TextProvider>
  );
}
