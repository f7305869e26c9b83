import { useFault } from '../EditorContext';
import { Fault } from '../fields/Fault';
import type { Path } from '../model/json';
import { T, useRuleText } from '../text/texts';
import classes from './Node.module.css';
import { NodeEditor } from './NodeEditor';
import { NodeMenu } from './NodeMenu';

/** What must not have come true by the end of its window. */
export function NotNode({ path, list, place }: { path: Path; list?: Path | undefined; place?: number | undefined }) {
  const t = useRuleText();
  const fault = useFault(path) ?? useFault(`${path}.not`);
  return (
    <fieldset className={classes.group} aria-label={t('rules.kind.not')} data-path={path}>
      <div className={classes.groupHead}>
        <div className={classes.headWords}>
          <h3 className={classes.kind}>{t('rules.kind.not')}</h3>
          <span className="t-small t-second"><T id="rules.not.hint" /></span>
        </div>
        <NodeMenu path={path} list={list} place={place} />
      </div>
      {fault && <Fault>{fault}</Fault>}
      <ol className={classes.parts}>
        <li className={classes.part}><NodeEditor path={`${path}.not`} /></li>
      </ol>
    </fieldset>
  );
}
