import { Leaf, onCircle } from './Leaf';

const PER_SIDE = [0, 1, 2, 3];

/** Laurel's mark: an open wreath of eight leaves. */
export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      {[-1, 1].flatMap((side) => PER_SIDE.map((i) => <MarkLeaf key={`${side}${i}`} side={side} i={i} />))}
    </svg>
  );
}

function MarkLeaf({ side, i }: { side: number; i: number }) {
  const along = 112 + i * 38;
  const { x, y } = onCircle(16, 15.5, 10.2, along);
  const turn = along + 90 - 34;
  const left = side < 0;
  return <Leaf x={left ? x : 32 - x} y={y} angle={left ? turn : 180 - turn} length={9.4 - i * 0.5} halfWidth={3.2} />;
}
