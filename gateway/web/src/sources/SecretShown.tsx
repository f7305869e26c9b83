import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import { Notice } from '../parts/Notice';
import classes from './Dialogs.module.css';

/** A secret, shown this once. */
export function SecretShown({ secret, onClose }: { secret: string; onClose: () => void }) {
  const clipboard = useClipboard({ timeout: 4000 });
  const Icon = clipboard.copied ? IconCheck : IconCopy;
  return (
    <div className={classes.form}>
      <p><FormattedMessage id="key.secret.text" /></p>
      <div className={classes.secret}>
        <code data-secret>{secret}</code>
        <Button
          variant="default"
          size="compact-md"
          leftSection={<Icon size={16} aria-hidden="true" />}
          onClick={() => clipboard.copy(secret)}
        >
          <FormattedMessage id={clipboard.copied ? 'key.secret.copied' : 'key.secret.copy'} />
        </Button>
      </div>
      {clipboard.error && <Notice tone="problem"><FormattedMessage id="key.secret.notCopied" /></Notice>}
      <div>
        <Button onClick={onClose}><FormattedMessage id="key.secret.done" /></Button>
      </div>
    </div>
  );
}
