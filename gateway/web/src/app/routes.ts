import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { badgeQuery, badgesPages } from '../badges/queries';
import { BadgesSearch } from '../badges/search';
import { challengePages, challengeQuery, launchQuery } from '../challenges/queries';
import { ChallengesSearch } from '../challenges/search';
import { designerQuery } from '../designer/queries';
import { feedPages } from '../feed/queries';
import { openAppealsQuery } from '../corrections/openAppeals';
import { appealsPages, holdersPageQuery } from '../corrections/queries';
import { AppealsSearch, HoldersSearch } from '../corrections/search';
import { homeQuery } from '../home/queries';
import { KudosSearch } from '../kudos/search';
import { boardAroundQuery, boardTopPages } from '../leaderboard/queries';
import { BoardSearch } from '../leaderboard/search';
import { privacyQuery } from '../privacy/queries';
import { badgeChoicesQuery, editorQuery, observedQuery, rulesPages } from '../rules/queries';
import { RulesSearch } from '../rules/search';
import { SignInSearch } from '../signin/search';
import { sourceQuery, sourcesQuery } from '../sources/queries';
import { SourceSearch } from '../sources/search';
import { root, signedIn } from './frameRoutes';
import { NotFound } from './NotFound';
import { BadgesShape, DetailShape, HomeShape } from './shapes';

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search) => SignInSearch.parse(search),
  component: lazyRouteComponent(() => import('../signin/SignInPage'), 'SignInPage'),
});

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(homeQuery);
    void context.queryClient.prefetchInfiniteQuery(feedPages);
  },
  component: lazyRouteComponent(() => import('../home/HomePage'), 'HomePage'),
  pendingComponent: HomeShape,
});

const badges = createRoute({
  getParentRoute: () => signedIn,
  path: '/badges',
  validateSearch: (search) => BadgesSearch.parse(search),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(badgesPages(deps)),
  component: lazyRouteComponent(() => import('../badges/BadgesPage'), 'BadgesPage'),
  pendingComponent: BadgesShape,
});

const badge = createRoute({
  getParentRoute: () => signedIn,
  path: '/badges/$badgeId',
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(badgeQuery(params.badgeId)),
  component: lazyRouteComponent(() => import('../badges/BadgePage'), 'BadgePage'),
  pendingComponent: DetailShape,
});

const challenges = createRoute({
  getParentRoute: () => signedIn,
  path: '/challenges',
  validateSearch: (search) => ChallengesSearch.parse(search),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(challengePages(deps)),
  component: lazyRouteComponent(() => import('../challenges/ChallengesPage'), 'ChallengesPage'),
});

const launch = createRoute({
  getParentRoute: () => signedIn,
  path: '/launch',
  loader: ({ context }) => void context.queryClient.prefetchQuery(launchQuery),
  component: lazyRouteComponent(() => import('../challenges/LaunchPage'), 'LaunchPage'),
});

const challenge = createRoute({
  getParentRoute: () => signedIn,
  path: '/challenges/$challengeId',
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(challengeQuery(params.challengeId)),
  component: lazyRouteComponent(() => import('../challenges/ChallengePage'), 'ChallengePage'),
  pendingComponent: DetailShape,
});

const leaderboard = createRoute({
  getParentRoute: () => signedIn,
  path: '/leaderboard',
  validateSearch: (search) => BoardSearch.parse(search),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => {
    if (deps.view === 'top') void context.queryClient.prefetchInfiniteQuery(boardTopPages(deps));
    else void context.queryClient.prefetchQuery(boardAroundQuery(deps));
  },
  component: lazyRouteComponent(() => import('../leaderboard/LeaderboardPage'), 'LeaderboardPage'),
});

const feed = createRoute({
  getParentRoute: () => signedIn,
  path: '/feed',
  loader: ({ context }) => void context.queryClient.prefetchInfiniteQuery(feedPages),
  component: lazyRouteComponent(() => import('../feed/FeedPage'), 'FeedPage'),
});

const kudos = createRoute({
  getParentRoute: () => signedIn,
  path: '/kudos/new',
  validateSearch: (search) => KudosSearch.parse(search),
  component: lazyRouteComponent(() => import('../kudos/KudosPage'), 'KudosPage'),
});

const privacy = createRoute({
  getParentRoute: () => signedIn,
  path: '/privacy',
  loader: ({ context }) => void context.queryClient.prefetchQuery(privacyQuery),
  component: lazyRouteComponent(() => import('../privacy/PrivacyPage'), 'PrivacyPage'),
});

const sources = createRoute({
  getParentRoute: () => signedIn,
  path: '/sources',
  loader: ({ context }) => void context.queryClient.prefetchQuery(sourcesQuery),
  component: lazyRouteComponent(() => import('../sources/SourcesPage'), 'SourcesPage'),
});

const source = createRoute({
  getParentRoute: () => signedIn,
  path: '/sources/$sourceId',
  validateSearch: (search) => SourceSearch.parse(search),
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(sourceQuery(params.sourceId)),
  component: lazyRouteComponent(() => import('../sources/SourcePage'), 'SourcePage'),
});

const rules = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin/badges',
  validateSearch: (search) => RulesSearch.parse(search),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(rulesPages(deps)),
  component: lazyRouteComponent(() => import('../rules/RulesPage'), 'RulesPage'),
});

const newBadge = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin/badges/new',
  loader: ({ context }) => void context.queryClient.prefetchQuery(observedQuery),
  component: lazyRouteComponent(() => import('../rules/NewBadgePage'), 'NewBadgePage'),
});

const editor = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin/badges/$badgeId',
  loader: ({ context, params }) => {
    void context.queryClient.prefetchQuery(editorQuery(params.badgeId));
    void context.queryClient.prefetchQuery(observedQuery);
    void context.queryClient.prefetchQuery(badgeChoicesQuery);
  },
  component: lazyRouteComponent(() => import('../rules/EditorPage'), 'EditorPage'),
  pendingComponent: DetailShape,
});

const designer = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin/badges/$badgeId/design',
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(designerQuery(params.badgeId)),
  component: lazyRouteComponent(() => import('../designer/DesignerPage'), 'DesignerPage'),
  pendingComponent: DetailShape,
});

const holders = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin/badges/$badgeId/holders',
  validateSearch: (search) => HoldersSearch.parse(search),
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(holdersPageQuery(params.badgeId)),
  component: lazyRouteComponent(() => import('../corrections/holders/HoldersPage'), 'HoldersPage'),
});

const appeals = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin/appeals',
  validateSearch: (search) => AppealsSearch.parse(search),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => {
    void context.queryClient.prefetchInfiniteQuery(appealsPages(deps));
    void context.queryClient.invalidateQueries({ queryKey: openAppealsQuery.queryKey });
  },
  component: lazyRouteComponent(() => import('../corrections/appeals/AppealsPage'), 'AppealsPage'),
});

/** Whatever else is asked for, said within the frame. */
const nowhere = createRoute({ getParentRoute: () => signedIn, path: '$', component: NotFound });

/** Every address of the site. */
export const routeTree = root.addChildren([
  signIn,
  signedIn.addChildren([
    home, badges, badge, challenges, launch, challenge, leaderboard, feed, kudos, privacy, sources, source, rules, newBadge, editor, designer, holders, appeals, nowhere,
  ]),
]);
