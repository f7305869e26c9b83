import type { AnyRouter } from '@tanstack/react-router';

/** To the door, and back again once signed in. */
export function leaveForSignIn(router: AnyRouter): void {
  const { href, pathname } = router.state.location;
  if (pathname === '/sign-in') return;
  void router.navigate({ to: '/sign-in', search: { to: href } });
}
