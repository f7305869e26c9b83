import { Button } from '@mantine/core';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import type { SourcePageQuery } from '../gen/graphql';
import { Section } from '../parts/Section';
import { KeyDialog, type KeyAct } from './KeyDialog';
import { KeyTable } from './KeyTable';
import classes from './SourcePage.module.css';

/** The keys that may write this source. */
export function KeysSection({ source }: { source: NonNullable<SourcePageQuery['source']> }) {
  const [act, setAct] = useState<KeyAct>();
  return (
    <Section title={<FormattedMessage id="source.keys" />} className={classes.keys}>
      {source.keys.length === 0 ? (
        <p className="t-second"><FormattedMessage id="key.none" /></p>
      ) : (
        <KeyTable keys={source.keys} onAct={setAct} />
      )}
      <div className={classes.below}>
        <Button variant="default" onClick={() => setAct({ kind: 'create', source: source.id })}>
          <FormattedMessage id="key.create" />
        </Button>
      </div>
      {act && <KeyDialog act={act} onClose={() => setAct(undefined)} />}
    </Section>
  );
}
