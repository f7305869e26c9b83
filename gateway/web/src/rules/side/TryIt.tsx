import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SimulateRuleQuery } from '../../gen/graphql';
import { PersonSelect } from '../../kudos/PersonSelect';
import { Chip } from '../../parts/Chip';
import { Dialog } from '../../parts/Dialog';
import { Problem } from '../../parts/Problem';
import { Section } from '../../parts/Section';
import { Day } from '../../text/Dates';
import { TraceList } from '../../trace/TraceList';
import { listed, type TraceNode } from '../../trace/tree';
import classes from '../Editor.module.css';
import { useEditing } from '../EditorContext';
import { questionOf, tierName, type Doc } from '../model/document';
import { simulationQuery } from '../asking';
import type { Json } from '../model/json';
import { factsOf } from '../model/suppose';
import { T, useRuleText } from '../text/texts';
import { Suppose } from './Suppose';

const PAUSE = 150;

/** How the rule would judge somebody: by what they have really done, by what they might still do; nothing is written. */
export function TryIt({ doc }: { doc: Doc }) {
  const t = useRuleText();
  const { badge } = useEditing();
  const [person, setPerson] = useState<string | null>(null);
  const [held, hold] = useState<readonly Json[]>([]);
  const [supposed] = useDebouncedValue(held, PAUSE);
  const facts = factsOf(supposed);
  const asked = person !== null || facts.length > 0;
  const simulation = useQuery({ ...simulationQuery({ ...questionOf(badge, doc), person, facts }), enabled: asked });
  return (
    <Section side title={<T id="rules.try" />}>
      <div className={classes.tried}>
        <PersonSelect
          oneself
          clearable
          chosen={undefined}
          aria-label={t('rules.try.person')}
          placeholder={t('rules.try.person')}
          value={person}
          onChange={setPerson}
        />
        <Suppose rule={doc.rule} held={held} hold={hold} />
      </div>
      <Problem error={simulation.error} />
      {asked && simulation.data && <Outcome doc={doc} simulation={simulation.data.simulateRule} />}
    </Section>
  );
}

/** Whether each part holds, without the facts behind it: those have a dialog of their own. */
function withoutFacts(nodes: readonly TraceNode[]): TraceNode[] {
  return nodes.map((node) => ({ ...node, counted: [], countedTotal: 0, passedOver: [], passedOverTotal: 0, children: withoutFacts(node.children ?? []) }));
}

function Outcome({ doc, simulation: { earned, trace } }: { doc: Doc; simulation: SimulateRuleQuery['simulateRule'] }) {
  const noun = doc.noun.one && doc.noun.other ? doc.noun : null;
  const [shown, dialog] = useDisclosure(false);
  const nodes = listed(trace.root);
  return (
    <div className={classes.outcome}>
      <output className={classes.chips}>
        {earned.length === 0 && <Chip><T id="rules.try.nothing" /></Chip>}
        {earned.slice(0, 6).map(({ tier, scope, earnedAt }) => (
          <Chip key={`${tier} ${scope}`} tone="gold">
            <T id="rules.try.earned" values={{ what: [tier && tierName(doc.tierNames, tier), scope].filter(Boolean).join(' ') || doc.name, day: <Day at={earnedAt} /> }} />
          </Chip>
        ))}
        {earned.length > 6 && <Chip><T id="rules.try.more" values={{ n: earned.length - 6 }} /></Chip>}
      </output>
      <TraceList nodes={withoutFacts(nodes)} noun={noun} />
      {trace.nextStep && <p className="t-small t-second"><T id="rules.try.next" values={{ step: trace.nextStep }} /></p>}
      <button type="button" className="t-link t-small" onClick={dialog.open}><T id="rules.try.why" /></button>
      {shown && (
        <Dialog title={<T id="rules.try.why" />} size="lg" onClose={dialog.close}>
          <TraceList nodes={nodes} noun={noun} />
        </Dialog>
      )}
    </div>
  );
}
