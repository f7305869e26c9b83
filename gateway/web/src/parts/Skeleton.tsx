import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import classes from './Skeleton.module.css';

interface BlockProps {
  width: number | string;
  height?: number;
  round?: boolean;
}

/** One still grey shape. */
export function Block({ width, height = 10, round = false }: BlockProps) {
  return <div className={classes.block} style={{ width, height, ...(round && { borderRadius: '50%' }) }} />;
}

/** A few rows of a list to come: a disc and two lines each. */
export function RowShapes({ rows = 4 }: { rows?: number }) {
  return Array.from({ length: rows }, (_, i) => (
    <div key={i} className={classes.row}>
      <Block width={40} height={40} round />
      <div className={classes.lines}>
        <Block width={`${58 - i * 5}%`} />
        <Block width={`${36 - i * 3}%`} />
      </div>
    </div>
  ));
}

/** A grid of badges to come. */
export function TileShapes({ tiles = 10 }: { tiles?: number }) {
  return (
    <div className={classes.tiles}>
      {Array.from({ length: tiles }, (_, i) => (
        <div key={i} className={classes.tile}>
          <Block width={112} height={112} round />
          <Block width={96} />
          <Block width={64} />
        </div>
      ))}
    </div>
  );
}

/** A page in the shape of what comes; `children` are its shapes, `title` whether it begins with one. */
export function PageShape({ title = true, children }: { title?: boolean; children: ReactNode }) {
  const intl = useIntl();
  return (
    <div className={classes.page} aria-busy="true">
      <p className="visually-hidden">{intl.formatMessage({ id: 'page.loading' })}</p>
      {title && (
        <div className={classes.title}>
          <Block width={240} height={28} />
          <Block width="min(420px, 80%)" />
        </div>
      )}
      {children}
    </div>
  );
}
