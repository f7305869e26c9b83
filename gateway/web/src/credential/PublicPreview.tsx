import { useId } from 'react';
import { FormattedMessage } from 'react-intl';
import type { CredentialPreviewQuery } from '../gen/graphql';
import { Day } from '../text/Dates';
import classes from './Share.module.css';

export type Preview = NonNullable<CredentialPreviewQuery['credentialPreview']>;

interface PublicPreviewProps {
  preview: Preview;
  name: string;
  evidence: boolean;
}

/** Everything that anybody will be able to read, as it stands in the form. */
export function PublicPreview({ preview, name, evidence }: PublicPreviewProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes.preview}>
      <h3 id={id} className="t-small"><FormattedMessage id="share.preview" /></h3>
      <p className={classes.what}>{name}</p>
      <p>{preview.title}. <span className="t-second">{preview.description}</span></p>
      <p className="t-small t-second">
        <FormattedMessage id="share.preview.by" values={{ issuer: preview.issuer, day: <Day at={preview.earnedAt} long /> }} />
      </p>
      <p className="t-small t-second">{preview.criteria}</p>
      {preview.evidenceTotal > 0 && (
        <p className="t-small t-second"><FormattedMessage id="share.preview.counted" values={{ n: preview.evidenceTotal }} /></p>
      )}
      {evidence && (
        <ul className="t-small t-second">
          {preview.evidence.map((piece, i) => <li key={i}>{piece.name}, <Day at={piece.at} /></li>)}
        </ul>
      )}
      <p className={`t-small t-quiet ${classes.fine}`}>
        {preview.email && <FormattedMessage id="share.preview.email" values={{ email: preview.email }} />}{' '}
        <FormattedMessage id="share.preview.after" />
      </p>
    </section>
  );
}
