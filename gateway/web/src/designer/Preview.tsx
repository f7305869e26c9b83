import { Section } from '../parts/Section';
import { useWords } from '../text/words';
import type { BadgeLookFragment } from '../gen/graphql';
import classes from './Designer.module.css';
import { PreviewPicture } from './PreviewPicture';
import type { Design } from './queries';
import { T, useDesignerText } from './text/texts';

type Tiers = BadgeLookFragment['tiers'];
type MetalName = 'bronze' | 'silver' | 'gold' | 'enamel';
const LARGE = 512;
const HALF = 11;

/** The look large, as it is mostly seen, and from not begun to the last tier. */
export function Preview({ design, tiers }: { design: Design; tiers: Tiers }) {
  const t = useDesignerText();
  const metals = metalsOf(tiers);
  const last = metals.at(-1) ?? 'enamel';
  return (
    <Section title={<T id="designer.preview" />} className={classes.preview}>
      <div className={classes.stage}>
        <PreviewPicture design={design} size={LARGE} metal={last} state="earned" alt={t('designer.preview.large')} className={classes.large} />
      </div>
      <h3 className={`t-small t-second ${classes.caption}`}><T id="designer.preview.sizes" /></h3>
      <div className={classes.sizes}>
        <PreviewPicture design={design} size={96} metal={last} state="earned" alt={t('designer.preview.at', { size: 96 })} />
        <PreviewPicture design={design} size={40} metal={last} state="earned" alt={t('designer.preview.at', { size: 40 })} />
        <PreviewPicture design={design} size={40} metal={last} state="blind" lit={6} />
        <PreviewPicture design={design} size={40} metal={last} state="locked" />
      </div>
      <h3 className={`t-small t-second ${classes.caption}`}><T id="designer.preview.states" /></h3>
      <States design={design} tiers={tiers} />
    </Section>
  );
}

function States({ design, tiers }: { design: Design; tiers: Tiers }) {
  const words = useWords();
  const t = useDesignerText();
  const metals = metalsOf(tiers);
  const first = metals[0] ?? 'enamel';
  return (
    <ul className={classes.states}>
      <Stage look={{ state: 'locked', metal: first }} design={design} name={t('designer.state.locked')} />
      <Stage look={{ state: 'blind', metal: first, lit: HALF }} design={design} name={t('designer.state.blind')} />
      {tiers.length === 0 && <Stage look={{ state: 'earned', metal: 'enamel' }} design={design} name={t('designer.state.earned')} />}
      {tiers.map(({ id, name }, place) => (
        <Stage key={id} look={{ state: 'earned', metal: metals[place] ?? 'gold' }} design={design} name={words.Tier(name)} />
      ))}
      {tiers.length > 1 && <Stage look={{ state: 'held', metal: first, lit: HALF }} design={design} name={t('designer.state.held', { tier: words.tier(tiers[1]?.name ?? '') })} />}
    </ul>
  );
}

interface StageProps {
  design: Design;
  look: { state: 'locked' | 'blind' | 'earned' | 'held'; metal: MetalName; lit?: number };
  name: string;
}

function Stage({ design, look, name }: StageProps) {
  return (
    <li className={`t-small t-second ${classes.state}`}>
      <PreviewPicture design={design} size={88} {...look} />
      {name}
    </li>
  );
}

function metalsOf(tiers: Tiers): MetalName[] {
  return tiers.map(({ metal }) => metal.toLowerCase() as MetalName);
}
