import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { queryFor } from '../api/queries';
import { CredentialPreviewDocument } from '../gen/graphql';
import { Dialog } from '../parts/Dialog';
import { Problem } from '../parts/Problem';
import { PublishForm } from './PublishForm';
import type { AwardOnPage } from './ShareRow';

/** Asks before anything becomes public, and shows what will. */
export function PublishDialog({ award, onClose }: { award: AwardOnPage; onClose: () => void }) {
  const { data, error } = useQuery(queryFor(CredentialPreviewDocument, { award: award.id }, ['BADGES']));
  const preview = data?.credentialPreview;
  return (
    <Dialog size="lg" title={<FormattedMessage id="share.dialog" />} onClose={onClose}>
      {preview && <PublishForm award={award} preview={preview} onClose={onClose} />}
      {!preview && !error && <Loader size="sm" />}
      <Problem error={error} />
    </Dialog>
  );
}
