import { useEditing, useFault, useValue } from '../EditorContext';
import { ChoiceField } from '../fields/ChoiceField';
import { Fault } from '../fields/Fault';
import { NumberField } from '../fields/NumberField';
import { GROUPS, partsOf, regrouped, type Group } from '../model/language';
import type { Path } from '../model/json';
import { T, useRuleText } from '../text/texts';
import { AddPart } from './AddPart';
import classes from './Node.module.css';
import { NodeEditor } from './NodeEditor';
import { NodeMenu } from './NodeMenu';

interface GroupNodeProps {
  path: Path;
  kind: Group;
  list?: Path | undefined;
  place?: number | undefined;
}

/** Parts of which all, any, or at least so many must be true, hanging on one line. */
export function GroupNode({ path, kind, list, place }: GroupNodeProps) {
  const t = useRuleText();
  const { set } = useEditing();
  const node = useValue(path) ?? {};
  const { list: below, parts } = partsOf(path, node);
  const fault = useFault(path) ?? useFault(below) ?? useFault(`${path}.${kind}`) ?? useFault(`${path}.at_least.k`);
  return (
    <fieldset className={classes.group} aria-label={t(`rules.kind.${kind}`)} data-path={path}>
      <div className={classes.groupHead}>
        <div className={classes.headWords}>
          <ChoiceField
            label={t('rules.group')}
            choices={GROUPS}
            value={kind}
            say={(one) => t(`rules.kind.${one}`)}
            onChange={(one) => set(path, regrouped(node, one))}
          />
          {kind === 'at_least' && <NumberField path={`${path}.at_least.k`} label="rules.group.k" />}
          <span className="t-small t-second"><T id={`rules.group.${kind}`} values={{ n: parts.length }} /></span>
        </div>
        <NodeMenu path={path} list={list} place={place} />
      </div>
      {fault && <Fault>{fault}</Fault>}
      <ol className={classes.parts}>
        {parts.map((_, i) => (
          <li key={i} className={classes.part}><NodeEditor path={`${below}[${i}]`} list={below} place={i} /></li>
        ))}
        <li className={classes.part}><AddPart list={below} place={parts.length} /></li>
      </ol>
    </fieldset>
  );
}
