import { keepPreviousData } from '@tanstack/react-query';
import { queryFor } from '../api/queries';
import { CheckRuleDocument, ObservedPathsDocument, SimulateRuleDocument, type RuleInput, type SimulationInput } from '../gen/graphql';

const MINUTE = 60_000; // what the server counts, it counts once a minute

/** What facts of some types say. */
export function pathsQuery(types: readonly string[]) {
  return { ...queryFor(ObservedPathsDocument, { types: [...types].sort() }, []), staleTime: MINUTE, placeholderData: keepPreviousData };
}

/** What is to be said of a rule while it is written. */
export function checkQuery(input: RuleInput) {
  return { ...queryFor(CheckRuleDocument, { input }, []), staleTime: MINUTE, placeholderData: keepPreviousData };
}

/** How it would judge somebody. */
export function simulationQuery(input: SimulationInput) {
  return { ...queryFor(SimulateRuleDocument, { input }, ['BADGES']), placeholderData: keepPreviousData };
}
