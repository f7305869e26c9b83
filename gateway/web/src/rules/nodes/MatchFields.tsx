import { FormattedNumber } from 'react-intl';
import { Bar } from '../../parts/Bar';
import { useEditing, useLeft, useValue } from '../EditorContext';
import { Row } from '../fields/Field';
import classes from '../fields/Field.module.css';
import { TypesField } from '../fields/TypesField';
import { useObserved } from '../fields/useObserved';
import { freshCondition } from '../model/conditions';
import { asList, asText, insert, type Path } from '../model/json';
import { T } from '../text/texts';
import { AddButton } from './AddButton';
import { CapFields } from './CapFields';
import { ConditionFields } from './ConditionFields';
import { ConditionMenu } from './ConditionMenu';
import nodeClasses from './Node.module.css';
import { RoleField } from './RoleField';

/** Which facts are meant: of which types, in which roles, and what must hold of them. */
export function MatchFields({ path, capped = false }: { path: Path; capped?: boolean }) {
  const { change, set } = useEditing();
  const types = asList(useValue(`${path}.types`)).map((type) => asText(type));
  const where = asList(useValue(`${path}.where`));
  const known = useObserved(types);
  const role = useValue(`${path}.role`);
  const cap = useValue(`${path}.cap`);
  const add = () => change(`${path}.where+`, (rule) => insert(rule, `${path}.where`, where.length, freshCondition()));
  return (
    <>
      <Row word={<T id="rules.ofType" />} path={`${path}.types`} aside={<><Left match={path} place={0} /><span className={classes.noMenu} /></>}>
        <TypesField path={`${path}.types`} />
      </Row>
      {role !== undefined && (
        <Row word={<T id="rules.as" />} path={`${path}.role`}><RoleField path={`${path}.role`} known={known} /></Row>
      )}
      {where.map((_, i) => (
        <Row
          key={i}
          word={<T id={i === 0 ? 'rules.where' : 'rules.and'} />}
          path={`${path}.where[${i}]`}
          aside={<><Left match={path} place={i + 1} /><ConditionMenu list={`${path}.where`} place={i} /></>}
        >
          <ConditionFields path={`${path}.where[${i}]`} known={known} />
        </Row>
      ))}
      {cap !== undefined && <Row word={<T id="rules.atMost" />} path={`${path}.cap`}><CapFields path={`${path}.cap`} /></Row>}
      <Row word="" path={`${path}.more`}>
        <div className={nodeClasses.adds}>
          <AddButton onClick={add}><T id="rules.condition.add" /></AddButton>
          {role === undefined && <AddButton onClick={() => set(`${path}.role`, '*')}><T id="rules.role.add" /></AddButton>}
          {capped && cap === undefined && <AddButton onClick={() => set(`${path}.cap`, { n: 1, per: 'day' })}><T id="rules.cap.add" /></AddButton>}
        </div>
      </Row>
    </>
  );
}

/** How many facts are left here: a funnel, line by line. */
function Left({ match, place }: { match: Path; place: number }) {
  const found = useLeft(match);
  const n = found?.left[place];
  if (n === undefined) return <span className={classes.leftNumber} />;
  return (
    <>
      <span className={classes.left}><Bar have={n} need={found?.left[0] ?? n} /></span>
      <span className={classes.leftNumber}>
        {found?.isSample && '~'}<FormattedNumber value={n} />
      </span>
    </>
  );
}
