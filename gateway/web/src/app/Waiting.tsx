import { PageShape, RowShapes } from '../parts/Skeleton';

/** Stands while a page's code or data is on its way. */
export function Waiting() {
  return (
    <PageShape>
      <RowShapes rows={6} />
    </PageShape>
  );
}
