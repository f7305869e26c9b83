import type { ReactNode } from 'react';
import { Leaf, onCircle } from './Leaf';
import classes from './LeafRing.module.css';

const LEAVES = Array.from({ length: 24 }, (_, i) => i);

interface LeafRingProps {
  /** From 0 to 1; a leaf is lit for each twenty-fourth. */
  share: number;
  size: number;
  /** What stands in the middle, and says the share in words. */
  children: ReactNode;
}

/** Progress as a ring of leaves, lit clockwise from the top. */
export function LeafRing({ share, size, children }: LeafRingProps) {
  const centre = size / 2;
  const radius = size * 0.395;
  const length = size * 0.155;
  const lit = Math.round(Math.min(1, share) * LEAVES.length);
  return (
    <div className={classes.ring} style={{ width: size, height: size }}>
      <svg width={size} height={size} viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
        <circle cx={centre} cy={centre} r={radius} fill="none" stroke="var(--line)" strokeWidth="1.5" />
        {LEAVES.map((i) => {
          const along = -90 + (360 / LEAVES.length) * (i + 0.2);
          const lean = i % 2 ? 66 : 52;
          const { x, y } = onCircle(centre, centre, radius, along);
          return <Leaf key={i} x={x} y={y} angle={along + lean} length={length} halfWidth={length * 0.34} lit={i < lit} />;
        })}
      </svg>
      <div className={classes.middle}>{children}</div>
    </div>
  );
}
