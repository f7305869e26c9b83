import { useEditing } from '../EditorContext';
import { Word } from '../fields/Field';
import { NumberField } from '../fields/NumberField';
import { tiersOf } from '../model/document';
import { parentOf, type Path } from '../model/json';
import { T, type RuleText } from '../text/texts';
import classes from './Node.module.css';
import { useBearsTiers } from './useBearsTiers';

interface ThresholdProps {
  /** Such as `criteria.count.at_least`. */
  path: Path;
  label: RuleText;
  whole?: boolean;
  usual?: number;
}

/** What has to be reached: a number, or those of the tiers, which are set below the rule. */
export function Threshold({ path, label, whole = true, usual }: ThresholdProps) {
  const { rule } = useEditing();
  const bears = useBearsTiers(parentOf(parentOf(path).parent).parent);
  if (!bears) return <NumberField path={path} label={label} min={whole ? 1 : 0} whole={whole} {...(usual !== undefined && { usual })} />;
  const steps = tiersOf(rule).map(({ atLeast }) => atLeast);
  return (
    <>
      <span className={`t-number ${classes.steps}`}>{steps.join(', ')}</span>
      <span className="visually-hidden"><Word><T id="rules.bears" /></Word></span>
    </>
  );
}
