import { Button } from '@mantine/core';
import { IconPhotoUp } from '@tabler/icons-react';
import { useId, useRef } from 'react';
import { Failure } from '../api/failure';
import { Notice } from '../parts/Notice';
import { Problem } from '../parts/Problem';
import { Section } from '../parts/Section';
import classes from './Designer.module.css';
import { T, useDesignerText } from './text/texts';
import { useUpload } from './useUpload';

interface OwnPictureProps {
  picture: string | null;
  onChange: (picture: string | null) => void;
}

/** A picture in the icon's place: sent, looked through, and named by what was kept. */
export function OwnPicture({ picture, onChange }: OwnPictureProps) {
  const input = useRef<HTMLInputElement>(null);
  const help = useId();
  const upload = useUpload(onChange);
  return (
    <Section title={<T id="designer.picture" />}>
      <p id={help} className={`t-small t-second ${classes.help}`}><T id="designer.picture.help" /></p>
      <div className={classes.tools}>
        <Button
          variant="default"
          loading={upload.isPending}
          leftSection={<IconPhotoUp size={18} aria-hidden="true" />}
          aria-describedby={help}
          onClick={() => input.current?.click()}
        >
          <T id={picture ? 'designer.picture.other' : 'designer.picture.choose'} />
        </Button>
        {picture && <Button variant="subtle" color="clay" onClick={() => onChange(null)}><T id="designer.picture.remove" /></Button>}
        <input
          ref={input}
          type="file"
          hidden
          accept=".svg,.png,image/svg+xml,image/png"
          data-testid="picture"
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0];
            currentTarget.value = '';
            if (file) upload.mutate(file);
          }}
        />
      </div>
      <div className={classes.news}>
        {upload.isSuccess && picture && <Notice tone="done"><T id="designer.picture.kept" /></Notice>}
        <Refused error={upload.error} />
      </div>
    </Section>
  );
}

/** Everything that is wrong with it, each with its place. */
function Refused({ error }: { error: unknown }) {
  const t = useDesignerText();
  if (!(error instanceof Failure) || error.fields.length === 0) return <Problem error={error} />;
  return (
    <Notice tone="problem">
      <T id="designer.picture.refused" />
      <ul className={classes.faults}>
        {error.fields.map(({ path, message }) => (
          <li key={`${path}${message}`}><b>{placeOf(path, t)}</b>: {message}</li>
        ))}
      </ul>
    </Notice>
  );
}

/** "line 3, path onclick" in the reader's language. */
function placeOf(path: string, t: ReturnType<typeof useDesignerText>): string {
  const [, line, what] = /^line (\d+)(?:, (.*))?$/.exec(path) ?? [];
  return line ? t('designer.picture.line', { line, what: what ?? 'XML' }) : path;
}
