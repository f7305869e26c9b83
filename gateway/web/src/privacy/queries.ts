import { queryFor } from '../api/queries';
import { PrivacyDocument } from '../gen/graphql';

export const privacyQuery = queryFor(PrivacyDocument, {}, ['PROFILE']);
