import type { ErrorComponentProps } from '@tanstack/react-router';
import { PageError } from './PageError';

/** Not even the frame could be shown, as who is signed in is not known: the error is the whole page. */
export function FrameError(props: ErrorComponentProps) {
  return (
    <main>
      <PageError {...props} />
    </main>
  );
}
