import { useQuery } from '@tanstack/react-query';
import type { CheckDesignQuery } from '../gen/graphql';
import { Chip } from '../parts/Chip';
import { Section } from '../parts/Section';
import table from '../parts/table.module.css';
import classes from './Designer.module.css';
import { contrastQuery, type Design } from './queries';
import { T, useDesignerText } from './text/texts';

type Contrast = CheckDesignQuery['checkDesign'][number];

interface ContrastsProps {
  design: Design;
  /** The metals that the badge's tiers are of. */
  metals: readonly Contrast['metal'][];
}

/** Whether it can be read, in figures. */
export function Contrasts({ design, metals }: ContrastsProps) {
  const { data } = useQuery(contrastQuery(design));
  const found = (data?.checkDesign ?? []).filter(({ metal }) => metal === null || metals.includes(metal));
  const t = useDesignerText();
  return (
    <Section title={<T id="designer.contrast" />}>
      <p className={`t-small t-second ${classes.help}`}>
        {data && <T id={found.every(({ holds }) => holds) ? 'designer.contrast.good' : 'designer.contrast.poor'} />}{' '}
        {design.picture && <T id="designer.contrast.own" />}
      </p>
      <table className={`t-small ${table.table} ${classes.figures}`}>
        <thead>
          <tr>
            <th scope="col"><T id="designer.contrast.part" /></th>
            <th scope="col"><T id="designer.contrast.ratio" /></th>
            <th scope="col"><T id="designer.contrast.asked" /></th>
          </tr>
        </thead>
        <tbody>
          {found.map((one) => (
            <tr key={`${one.part}${one.metal}${one.scheme}`}>
              <th scope="row">{t(`designer.contrast.${one.part}`, where(one, t))}</th>
              <td data-label={t('designer.contrast.ratio')}>
                {t('designer.contrast.to', { ratio: one.ratio })} {!one.holds && <Chip tone="clay"><T id="designer.contrast.no" /></Chip>}
              </td>
              <td data-label={t('designer.contrast.asked')}>{t('designer.contrast.to', { ratio: one.asked })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function where({ metal, scheme }: Contrast, t: ReturnType<typeof useDesignerText>): Record<string, string> {
  if (metal) return { metal: t(`designer.metal.${metal}`) };
  return { scheme: t(scheme === 'dark' ? 'designer.scheme.dark' : 'designer.scheme.light') };
}
