import { queryFor } from '../api/queries';
import { HomePageDocument } from '../gen/graphql';

export const homeQuery = queryFor(HomePageDocument, {}, ['BADGES', 'POINTS', 'CHALLENGES', 'PROFILE']);
