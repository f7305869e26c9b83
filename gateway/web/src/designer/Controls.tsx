import { TextInput } from '@mantine/core';
import type { BadgeDesignerQuery } from '../gen/graphql';
import { Section } from '../parts/Section';
import { Choice } from './Choice';
import classes from './Designer.module.css';
import { IconChoice } from './IconChoice';
import { OwnPicture } from './OwnPicture';
import { PreviewPicture } from './PreviewPicture';
import type { Design } from './queries';
import { isText, T, useDesignerText } from './text/texts';

const LONGEST = 60;

interface ControlsProps {
  design: Design;
  /** As much of it as can be drawn: narrow screens show it beside what is chosen. */
  drawn: Design;
  choices: BadgeDesignerQuery['designChoices'];
  /** What the server says of the band, if it can't be set. */
  bandFault: string | undefined;
  onChange: (change: Partial<Design>) => void;
}

/** All that an administrator chooses. */
export function Controls({ design, drawn, choices, bandFault, onChange }: ControlsProps) {
  const t = useDesignerText();
  const name = (kind: 'shape' | 'field', value: string) => {
    const id = `designer.${kind}.${value}`;
    return t(isText(id) ? id : `designer.${kind}.other`);
  };
  const bare: Design = { ...design, band: null, picture: null };
  return (
    <div className={classes.controls}>
      <div className={classes.pocket}><PreviewPicture design={drawn} size={72} metal="gold" state="earned" /></div>
      <Choice
        named
        title={<T id="designer.shape" />}
        value={design.shape}
        onChange={(shape) => onChange({ shape })}
        options={choices.shapes.map((shape) => ({ value: shape, name: name('shape', shape), picture: <PreviewPicture design={{ ...bare, shape }} size={56} metal="silver" state="earned" /> }))}
      />
      <Choice
        named
        title={<T id="designer.field" />}
        value={design.field}
        onChange={(field) => onChange({ field })}
        options={choices.fields.map(({ name: field, light, middle, deep }) => ({ value: field, name: name('field', field), picture: <Swatch tones={[light, middle, deep]} /> }))}
      />
      <TextInput
        label={<T id="designer.band" />}
        description={<T id="designer.band.help" />}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maxLength={LONGEST}
        error={bandFault}
        value={design.band ?? ''}
        onChange={({ currentTarget: { value } }) => onChange({ band: value })}
      />
      <OwnPicture picture={design.picture} onChange={(picture) => onChange({ picture })} />
      <Section title={<T id="designer.icon" />}>
        {design.picture && <p className={`t-small t-second ${classes.help}`}><T id="designer.icon.hidden" /></p>}
        <IconChoice icons={choices.icons} value={design.icon} onChange={(icon) => onChange({ icon })} />
      </Section>
    </div>
  );
}

function Swatch({ tones: [light, middle, deep] }: { tones: readonly [string, string, string] }) {
  return <span className={classes.swatch} style={{ background: `radial-gradient(circle at 36% 26%, ${light}, ${middle} 50%, ${deep})` }} />;
}
