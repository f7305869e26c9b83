import { IconAward, IconBinaryTree, IconChartBar, IconFlag, IconHome, IconMessage2, IconMessageReport, IconPlug, IconRosette, type Icon } from '@tabler/icons-react';
import type { MessageId } from '../text/TextProvider';

export interface Destination {
  to: '/' | '/challenges' | '/badges' | '/leaderboard' | '/feed' | '/launch' | '/sources' | '/admin/badges' | '/admin/appeals';
  label: MessageId;
  /** A shorter word for the tab bar. */
  short?: MessageId;
  icon: Icon;
}

/** What everyone sees, in the order of the navigation. */
export const MAIN: readonly Destination[] = [
  { to: '/', label: 'nav.home', icon: IconHome },
  { to: '/challenges', label: 'nav.challenges', icon: IconFlag },
  { to: '/badges', label: 'nav.badges', icon: IconAward },
  { to: '/leaderboard', label: 'nav.leaderboard', short: 'nav.board', icon: IconChartBar },
  { to: '/feed', label: 'nav.feed', icon: IconMessage2 },
];

export const LAUNCH: Destination = { to: '/launch', label: 'nav.launch', icon: IconRosette };
export const SOURCES: Destination = { to: '/sources', label: 'nav.sources', icon: IconPlug };
export const RULES: Destination = { to: '/admin/badges', label: 'nav.rules', icon: IconBinaryTree };
export const APPEALS: Destination = { to: '/admin/appeals', label: 'nav.appeals', icon: IconMessageReport };
