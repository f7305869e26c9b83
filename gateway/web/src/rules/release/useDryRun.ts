import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { queryFor } from '../../api/queries';
import { request } from '../../api/request';
import { CancelDryRunDocument, DryRunProgressDocument, NewestDryRunDocument, StartDryRunDocument, type DryRunInput, type DryRunOutcomeFragment } from '../../gen/graphql';

const PACE = 600; // milliseconds between two looks at one that runs

/** The newest dry run of a version, followed while it runs; starting another, and stopping it. */
export function useDryRun(badge: string, version: number) {
  const queryClient = useQueryClient();
  const newest = queryFor(NewestDryRunDocument, { badge, version }, []);
  const known = useQuery({ ...newest, staleTime: 0 }).data?.newestDryRun ?? null;
  const progress = queryFor(DryRunProgressDocument, { id: known?.id ?? '' }, []);
  const followed = useQuery({ ...progress, enabled: known?.state === 'RUNNING', staleTime: 0, refetchInterval: ({ state }) => (isOver(state.data?.dryRun) ? false : PACE) });
  const run = latest(known, followed.data?.dryRun ?? null);
  const keep = (next: DryRunOutcomeFragment) => queryClient.setQueryData(newest.queryKey, { newestDryRun: next });
  const start = useMutation({ mutationFn: (input: DryRunInput) => request(StartDryRunDocument, { input }), onSuccess: ({ startDryRun }) => keep(startDryRun) });
  const cancel = useMutation({ mutationFn: (id: string) => request(CancelDryRunDocument, { id }), onSuccess: ({ cancelDryRun }) => keep(cancelDryRun) });
  /** Whether the draft is still as it was tried is the server's to say: asked once it is saved anew. */
  const lookAgain = () => void queryClient.invalidateQueries({ queryKey: newest.queryKey }).then(() => queryClient.invalidateQueries({ queryKey: progress.queryKey }));
  return { run, start, cancel, lookAgain };
}

type Run = DryRunOutcomeFragment | null;

/** What was followed is newer than what was known, as long as it is about the same. */
function latest(known: Run, followed: Run): Run {
  if (known?.state === 'RUNNING' && followed?.id === known.id) return followed;
  return known;
}

function isOver(run: Run | undefined): boolean {
  return run != null && run.state !== 'RUNNING';
}
