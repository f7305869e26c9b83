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
import type { Json, JsonObject } from '../model/json';
import { factsOf } from '../model/suppose';
import { T, useRuleText } from '../text/texts';
import { Suppose } from './Suppose';

const PAUSE = 150;

/** How the rule would judge somebody: by what they have really done, by what they might still do; nothing is written. */
export function TryIt({ doc, isGood }: { doc: Doc; isGood: boolean }) {
  const t = useRuleText();
  const [person, setPerson] = useState<string | null>(null);
  const [held, hold] = useState<readonly Json[]>([]);
  const [supposed] = useDebouncedValue(held, PAUSE);
  const facts = factsOf(supposed);
  const asked = person !== null || facts.length > 0;
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
      {asked && <Judged key={person} doc={doc} isGood={isGood} person={person} facts={facts} />}
    </Section>
  );
}

interface JudgedProps {
  doc: Doc;
  isGood: boolean;
  person: string | null;
  facts: JsonObject[];
}

/** What comes of it; while the rule changes, what came of it before. */
function Judged({ doc, isGood, person, facts }: JudgedProps) {
  const { badge, check } = useEditing();
  const { data, error, isPlaceholderData } = useQuery({ ...simulationQuery({ ...questionOf(badge, doc), person, facts }), enabled: isGood });
  const isWrong = check !== undefined && check.problems.length > 0;
  return (
    <>
      <Problem error={error} />
      {isWrong && <p className={`t-small t-second ${classes.help}`}><T id="rules.try.waits" /></p>}
      {data && <Outcome doc={doc} simulation={data.simulateRule} isOlder={isPlaceholderData && !isWrong} />}
    </>
  );
}

/** Whether each part holds, without the facts behind it: those have a dialog of their own. */
function withoutFacts(nodes: readonly TraceNode[]): TraceNode[] {
  return nodes.map((node) => ({ ...node, counted: [], countedTotal: 0, passedOver: [], passedOverTotal: 0, children: withoutFacts(node.children ?? []) }));
}

interface OutcomeProps {
  doc: Doc;
  simulation: SimulateRuleQuery['simulateRule'];
  /** Whether a newer one is on its way. */
  isOlder: boolean;
}

function Outcome({ doc, simulation: { earned, trace }, isOlder }: OutcomeProps) {
  const noun = doc.noun.one && doc.noun.other ? doc.noun : null;
  const [shown, dialog] = useDisclosure(false);
  const nodes = listed(trace.root);
  return (
    <div className={classes.outcome} data-older={isOlder || undefined} aria-busy={isOlder}>
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
