import { Button } from '@mantine/core';
import { FormattedMessage } from 'react-intl';
import type { MessageId } from '../text/TextProvider';

interface MoreProps {
  /** What `useInfiniteQuery` gives. */
  pages: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
  label: MessageId;
}

/** Fetches the next page of a list, where there is one. */
export function More({ pages, label }: MoreProps) {
  if (!pages.hasNextPage) return null;
  return (
    <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
      <FormattedMessage id={label} />
    </Button>
  );
}
