import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { FormattedMessage } from 'react-intl';
import type { BadgeDesignerQuery, BadgeLookFragment } from '../gen/graphql';
import { Crumbs } from '../parts/Crumbs';
import { Notice } from '../parts/Notice';
import { Page, PageHead } from '../parts/Page';
import { Problem } from '../parts/Problem';
import { Contrasts } from './Contrasts';
import { Controls } from './Controls';
import classes from './Designer.module.css';
import { Preview } from './Preview';
import { T, useDesignerText } from './text/texts';
import { useDesigner } from './useDesigner';

interface DesignerProps {
  badge: BadgeLookFragment;
  choices: BadgeDesignerQuery['designChoices'];
}

/** A badge's look: what is chosen at the right, what becomes of it at the left. */
export function Designer({ badge, choices }: DesignerProps) {
  const t = useDesignerText();
  const { design, drawn, change, bandFault, suggest, save, isNew } = useDesigner(badge);
  const title = t('designer.title', { name: badge.name });
  const metals = badge.tiers.length > 0 ? badge.tiers.map(({ metal }) => metal) : (['ENAMEL'] as const);
  const rule = <Link to="/admin/badges/$badgeId" params={{ badgeId: badge.id }}>{badge.name}</Link>;
  return (
    <Page title={title}>
      <Crumbs up={<><Link to="/admin/badges"><FormattedMessage id="nav.rules" /></Link> · {rule}</>} here={t('designer.crumb')} />
      <PageHead
        title={title}
        standfirst={<T id="designer.standfirst" />}
        actions={
          <>
            <Button variant="default" loading={suggest.isPending} onClick={() => suggest.mutate()}><T id="designer.suggest" /></Button>
            <Button disabled={!isNew || bandFault !== undefined} loading={save.isPending} onClick={() => save.mutate()}><T id="designer.save" /></Button>
          </>
        }
      />
      <Problem error={save.error ?? suggest.error} />
      {save.isSuccess && !isNew && (
        <Notice tone="done">
          <T id="designer.saved" values={{ version: save.data.designBadge.version }} />{' '}
          <Link to="/admin/badges/$badgeId" params={{ badgeId: badge.id }} className="t-link"><T id="designer.toEditor" /></Link>
        </Notice>
      )}
      <div className={classes.columns}>
        <div className={classes.seen}>
          <Preview design={drawn} tiers={badge.tiers} />
          <Contrasts design={drawn} metals={metals} />
        </div>
        <Controls design={design} drawn={drawn} choices={choices} bandFault={bandFault} onChange={change} />
      </div>
    </Page>
  );
}
