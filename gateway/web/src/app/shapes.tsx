import { Block, PageShape, RowShapes, TileShapes } from '../parts/Skeleton';
import classes from './shapes.module.css';

/** Home to come: the lead with its badge, then rows. */
export function HomeShape() {
  return (
    <PageShape title={false}>
      <div className={classes.lead}>
        <div className={classes.lines}>
          <Block width={120} />
          <Block width="min(340px, 90%)" height={36} />
          <Block width="min(280px, 70%)" height={36} />
          <Block width="min(420px, 95%)" />
        </div>
        <Block width={208} height={208} round />
      </div>
      <RowShapes rows={5} />
    </PageShape>
  );
}

/** The badges to come. */
export function BadgesShape() {
  return (
    <PageShape>
      <TileShapes />
    </PageShape>
  );
}

/** One badge or challenge to come: a stage, its name, then what counted. */
export function DetailShape() {
  return (
    <PageShape title={false}>
      <div className={classes.detail}>
        <div className={classes.stage} />
        <div className={classes.lines}>
          <Block width="min(300px, 90%)" height={36} />
          <Block width="min(420px, 95%)" />
          <Block width="min(360px, 80%)" />
        </div>
      </div>
      <RowShapes rows={4} />
    </PageShape>
  );
}
