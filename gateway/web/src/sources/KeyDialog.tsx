import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { Dialog } from '../parts/Dialog';
import { CreateKeyForm } from './CreateKeyForm';
import { RevokeKeyForm } from './RevokeKeyForm';
import { RotateKeyForm } from './RotateKeyForm';
import { SecretShown } from './SecretShown';

/** What is to be done with a key. */
export type KeyAct =
  | { kind: 'create'; source: string }
  | { kind: 'rotate'; id: string; name: string }
  | { kind: 'revoke'; id: string; name: string };

/** Creates, rotates or revokes a key; a new secret is shown here, this once. */
export function KeyDialog({ act, onClose }: { act: KeyAct; onClose: () => void }) {
  const [secret, setSecret] = useState<string>();
  const title = secret ? 'key.secret.title' : (`key.${act.kind}.title` as const);
  return (
    <Dialog
      title={<FormattedMessage id={title} values={{ name: act.kind === 'create' ? '' : act.name }} />}
      onClose={onClose}
      size="lg"
      closeOnClickOutside={!secret}
    >
      {secret ? <SecretShown secret={secret} onClose={onClose} /> : <ActForm act={act} onSecret={setSecret} onClose={onClose} />}
    </Dialog>
  );
}

interface ActFormProps {
  act: KeyAct;
  onSecret: (secret: string) => void;
  onClose: () => void;
}

function ActForm({ act, onSecret, onClose }: ActFormProps) {
  switch (act.kind) {
    case 'create':
      return <CreateKeyForm source={act.source} onSecret={onSecret} onClose={onClose} />;
    case 'rotate':
      return <RotateKeyForm id={act.id} onSecret={onSecret} onClose={onClose} />;
    case 'revoke':
      return <RevokeKeyForm id={act.id} onClose={onClose} />;
  }
}
