import type { ComponentType } from 'react';
import { useFault } from '../EditorContext';
import { Fault } from '../fields/Fault';
import type { Leaf } from '../model/language';
import type { Path } from '../model/json';
import { T, useRuleText } from '../text/texts';
import { AttributeBody, BadgeBody, PointsBody, TenureBody } from './OtherBodies';
import { CountBody, DistinctBody, SequenceBody, StreakBody, SumBody } from './FactBodies';
import classes from './Node.module.css';
import { NodeMenu } from './NodeMenu';
import { useBearsTiers } from './useBearsTiers';

interface LeafNodeProps {
  path: Path;
  kind: Leaf;
  list?: Path | undefined;
  place?: number | undefined;
}

const BODIES: Record<Leaf, ComponentType<{ path: Path; node: Path }>> = {
  count: CountBody,
  sum: SumBody,
  distinct: DistinctBody,
  streak: StreakBody,
  sequence: SequenceBody,
  badge: BadgeBody,
  points: PointsBody,
  attribute: AttributeBody,
  tenure: TenureBody,
};

/** A part that asks for something itself: a card that reads like a sentence. */
export function LeafNode({ path, kind, list, place }: LeafNodeProps) {
  const t = useRuleText();
  const bears = useBearsTiers(path);
  const fault = useFault(path) ?? useFault(`${path}.${kind}`);
  const Body = BODIES[kind];
  return (
    <fieldset className={classes.card} aria-label={t(`rules.kind.${kind}`)} data-path={path} data-bears={bears || undefined}>
      <div className={classes.cardHead}>
        <div className={classes.headWords}>
          <h3 className={classes.kind}>{t(`rules.kind.${kind}`)}</h3>
          <span className="t-small t-quiet">
            <T id={`rules.hint.${kind}`} />
            {bears && <>, <T id="rules.bears" /></>}
          </span>
        </div>
        <NodeMenu path={path} list={list} place={place} />
      </div>
      {fault && <Fault>{fault}</Fault>}
      <Body path={`${path}.${kind}`} node={path} />
    </fieldset>
  );
}
