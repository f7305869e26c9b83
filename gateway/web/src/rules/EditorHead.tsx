import { Button, SegmentedControl } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import { BadgePicture } from '../badges/BadgePicture';
import type { BadgeDraftFragment } from '../gen/graphql';
import { Chip } from '../parts/Chip';
import { Crumbs } from '../parts/Crumbs';
import { Problem } from '../parts/Problem';
import type { View } from './Editor';
import classes from './Editor.module.css';
import type { Doc } from './model/document';
import { SavedState } from './SavedState';
import { T, useRuleText } from './text/texts';
import type { useAutosave } from './useAutosave';
import type { useDoc } from './useDoc';

interface EditorHeadProps {
  badge: BadgeDraftFragment;
  /** Whether a version is in force beside the draft. */
  live: boolean;
  doc: Doc;
  saving: ReturnType<typeof useAutosave>;
  history: ReturnType<typeof useDoc>;
  view: View;
  onView: (view: View) => void;
  /** What else is to be said first. */
  children: ReactNode;
}

/** Which badge this is, whether it is saved, and the ways back. */
export function EditorHead({ badge, live, doc, saving, history, view, onView, children }: EditorHeadProps) {
  const t = useRuleText();
  const state = badge.state === 'DRAFT' ? (live ? 'next' : 'draft') : badge.state === 'LIVE' ? 'live' : 'retired';
  return (
    <header className={classes.head}>
      <Link to="/admin/badges/$badgeId/design" params={{ badgeId: badge.id }} className={classes.look}>
        <BadgePicture badge={badge} size={72} state="earned" decorative />
        <span className="t-small t-link"><FormattedMessage id="nav.look" /></span>
      </Link>
      <div className={classes.title}>
        <Crumbs up={<Link to="/admin/badges"><T id="rules.title" /></Link>} here={doc.name} />
        <h1 tabIndex={-1}>{doc.name}</h1>
      </div>
      <div className={classes.tools}>
        {(live || badge.state !== 'DRAFT') && (
          <Link to="/admin/badges/$badgeId/holders" params={{ badgeId: badge.id }} className="t-small t-link"><T id="rules.holders" /></Link>
        )}
        <Chip><T id={`rules.version.${state}`} values={{ version: badge.version }} /></Chip>
        <SavedState state={saving.state} />
        <WayButtons history={history} />
        <SegmentedControl<View>
          aria-label={t('rules.view')}
          value={view}
          onChange={onView}
          data={[{ value: 'form', label: t('rules.view.form') }, { value: 'json', label: 'JSON' }]}
        />
      </div>
      <div className={classes.news}>
        {children}
        {saving.error && (
          <div>
            <Problem error={saving.error} />
            <Button variant="default" size="compact-md" mt={8} onClick={saving.again}><T id="rules.save.again" /></Button>
          </div>
        )}
      </div>
    </header>
  );
}

function WayButtons({ history: { back, forth, mayGoBack, mayGoForth } }: { history: ReturnType<typeof useDoc> }) {
  const t = useRuleText();
  return (
    <div className={classes.ways}>
      <button type="button" className={classes.way} aria-label={t('rules.undo')} title={t('rules.undo')} disabled={!mayGoBack} onClick={back}>
        <IconArrowBackUp size={18} aria-hidden="true" />
      </button>
      <button type="button" className={classes.way} aria-label={t('rules.redo')} title={t('rules.redo')} disabled={!mayGoForth} onClick={forth}>
        <IconArrowForwardUp size={18} aria-hidden="true" />
      </button>
    </div>
  );
}
