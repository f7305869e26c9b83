import { queryFor } from '../api/queries';
import { OpenAppealsDocument } from '../gen/graphql';

/** How many appeals wait. Nobody hints at what others do, so it is asked now and then, and whenever they are read. */
export const openAppealsQuery = { ...queryFor(OpenAppealsDocument, {}, ['BADGES']), refetchInterval: 60_000 };
