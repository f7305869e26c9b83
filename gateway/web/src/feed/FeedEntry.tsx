import type { FeedEntryFragment } from '../gen/graphql';
import { AwardEntry } from './AwardEntry';
import { CompletedEntry } from './CompletedEntry';
import { KudosEntry } from './KudosEntry';
import { LaunchedEntry } from './LaunchedEntry';

/** One thing that happened among colleagues. */
export function FeedEntry({ entry }: { entry: FeedEntryFragment }) {
  switch (entry.__typename) {
    case 'AwardItem':
      return <AwardEntry entry={entry} />;
    case 'KudosItem':
      return <KudosEntry entry={entry} />;
    case 'ChallengeCompletedItem':
      return <CompletedEntry entry={entry} />;
    case 'ChallengeLaunchedItem':
      return <LaunchedEntry entry={entry} />;
  }
}

/** An entry of one kind. */
export type EntryOf<Kind extends FeedEntryFragment['__typename']> = Extract<FeedEntryFragment, { __typename: Kind }>;
