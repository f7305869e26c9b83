interface LeafProps {
  /** Where the stem ends, and the direction the leaf points in, in degrees. */
  x: number;
  y: number;
  angle: number;
  length: number;
  halfWidth: number;
  lit?: boolean;
  className?: string | undefined;
  delay?: number | undefined;
}

/** One leaf in two halves, the upper in the light: the unit that all of Laurel's progress is drawn in. */
export function Leaf({ x, y, angle, length, halfWidth, lit = true, className, delay }: LeafProps) {
  return (
    <g transform={`translate(${round(x)} ${round(y)}) rotate(${round(angle)})`}>
      <g className={className} style={delay === undefined ? undefined : { animationDelay: `${delay}ms` }}>
        <path fill={lit ? 'var(--leaf)' : 'var(--line)'} d={half(length, -halfWidth)} />
        <path fill={lit ? 'var(--laurel)' : 'var(--line)'} d={half(length, halfWidth)} />
      </g>
    </g>
  );
}

function half(length: number, width: number): string {
  const [a, b] = [round(length * 0.22), round(length * 0.7)];
  return `M0 0C${a} ${width} ${b} ${round(width * 0.95)} ${length} 0Z`;
}

/** The point at `degrees` on a circle. */
export function onCircle(cx: number, cy: number, radius: number, degrees: number): { x: number; y: number } {
  const turn = (degrees * Math.PI) / 180;
  return { x: cx + radius * Math.cos(turn), y: cy + radius * Math.sin(turn) };
}

function round(n: number): number {
  return Math.round(n * 100) / 100;
}
