import type { ComponentProps } from 'react';
import { BadgePicture } from '../badges/BadgePicture';
import { Leaf, onCircle } from '../parts/Leaf';
import classes from './ArrivingBadge.module.css';

const PER_SIDE = Array.from({ length: 11 }, (_, i) => i);
const APART = 18;

type ArrivingBadgeProps = Pick<ComponentProps<typeof BadgePicture>, 'badge' | 'size' | 'state' | 'tier' | 'share' | 'decorative'>;

/** The one flourish: leaves open from the stem upward, then the plate, and one glint across its rim. */
export function ArrivingBadge(picture: ArrivingBadgeProps) {
  const { size } = picture;
  return (
    <div className={classes.stage} style={{ width: size, height: size }}>
      <svg viewBox="8 -5 240 240" width="100%" height="100%" aria-hidden="true" className={classes.leaves}>
        {[-1, 1].flatMap((side) => PER_SIDE.map((i) => <OpeningLeaf key={`${side}${i}`} side={side} i={i} />))}
      </svg>
      <div className={classes.plate}>
        <BadgePicture {...picture} />
        <span className={classes.rim}><span className={classes.glint} /></span>
      </div>
    </div>
  );
}

/** The wreath of a badge's picture: eleven leaves a side from 121° to 251°, leaning outward and along in turn. */
function OpeningLeaf({ side, i }: { side: number; i: number }) {
  const along = 121 + 13 * i;
  const { x, y } = onCircle(128, 122, 94, along);
  const turn = along + 90 - (i % 2 ? 50 : 16);
  const taper = 1 - 0.034 * i;
  const left = side < 0;
  return (
    <Leaf
      x={left ? x : 256 - x}
      y={y}
      angle={left ? turn : 180 - turn}
      length={33 * taper}
      halfWidth={10.2 * taper}
      className={classes.leaf}
      delay={i * APART}
    />
  );
}
