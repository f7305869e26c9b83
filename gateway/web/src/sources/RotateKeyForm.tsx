import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { RotateKeyDocument } from '../gen/graphql';
import { DialogActions } from '../parts/DialogActions';
import { Problem } from '../parts/Problem';
import classes from './Dialogs.module.css';
import { useSourceCommand } from './useSourceCommand';

const OVERLAPS = [0, 1, 24, 168] as const;
const USUAL = 24;

interface RotateKeyFormProps {
  id: string;
  onSecret: (secret: string) => void;
  onClose: () => void;
}

/** A new secret; the old one stays valid for a while, so that nothing stops. */
export function RotateKeyForm({ id, onSecret, onClose }: RotateKeyFormProps) {
  const intl = useIntl();
  const [hours, setHours] = useState<number>(USUAL);
  const rotate = useSourceCommand(RotateKeyDocument);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        rotate.mutate({ id, overlapHours: hours }, { onSuccess: ({ rotateKey }) => onSecret(rotateKey.secret) });
      }}
    >
      <NativeSelect
        data-autofocus
        label={<FormattedMessage id="key.overlap" />}
        description={<FormattedMessage id="key.overlap.help" />}
        value={hours}
        data={OVERLAPS.map((value) => ({ value: String(value), label: intl.formatMessage({ id: 'key.overlap.hours' }, { n: value }) }))}
        onChange={({ currentTarget }) => setHours(Number(currentTarget.value))}
      />
      <Problem error={rotate.error} />
      <DialogActions onClose={onClose}>
        <Button type="submit" loading={rotate.isPending}><FormattedMessage id="key.rotate" /></Button>
      </DialogActions>
    </form>
  );
}
