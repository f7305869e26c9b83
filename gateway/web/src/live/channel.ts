import { createClient, NetworkError } from 'graphql-sse';
import { GUARD } from '../api/send';
import { documentId } from '../api/request';
import { HintsDocument, type HintsSubscription, type TypedDocumentString } from '../gen/graphql';

export type Hint = HintsSubscription['hints'];

/** What one tab tells the others. */
type Word = { kind: 'hint'; hint: Hint } | { kind: 'gap' } | { kind: 'signedOut' } | { kind: 'dismiss' };

export interface LiveListener {
  onHint: (hint: Hint) => void;
  /** The stream is open, for the first time or again: anything may have changed before. */
  onGap: () => void;
  /** The stream was refused: nobody seems to be signed in any more. */
  onSignedOut: () => void;
  /** The arrivals were dismissed in another tab. */
  onDismiss: () => void;
}

const NAME = 'laurel-live';
const STREAM = '/graphql/stream';
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;

/**
 * Listens to hints. One tab of a browser holds the stream (HTTP/1.1 allows six connections, and each tab would
 * take one) and tells the others; when it closes, the next takes over.
 */
export function openChannel(listener: LiveListener): { dismiss: () => void; close: () => void } {
  const channel = new BroadcastChannel(NAME);
  const closing = new AbortController();
  const hear = (word: Word) => {
    if (word.kind === 'hint') listener.onHint(word.hint);
    else if (word.kind === 'gap') listener.onGap();
    else if (word.kind === 'signedOut') listener.onSignedOut();
    else listener.onDismiss();
  };
  const tell = (word: Word) => {
    hear(word);
    if (!closing.signal.aborted) channel.postMessage(word);
  };
  channel.onmessage = (event: MessageEvent<Word>) => hear(event.data);
  void lead(closing.signal, tell).catch(() => undefined);
  return {
    dismiss: () => tell({ kind: 'dismiss' }),
    close: () => {
      closing.abort();
      channel.close();
    },
  };
}

/** Waits to be the one, then keeps the stream open until `signal` ends it. */
async function lead(signal: AbortSignal, tell: (word: Word) => void): Promise<void> {
  const hold = () => keepStream(signal, tell);
  if (!navigator.locks) return hold(); // Only secure addresses have locks; elsewhere each tab has its own stream.
  await navigator.locks.request(NAME, { signal }, hold);
}

async function keepStream(signal: AbortSignal, tell: (word: Word) => void): Promise<void> {
  for (let pause = FIRST_PAUSE; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    const started = Date.now();
    await stream(signal, tell).catch((error: unknown) => {
      if (isRefused(error)) tell({ kind: 'signedOut' });
    });
    if (signal.aborted) return;
    if (Date.now() - started > LONGEST_PAUSE) pause = FIRST_PAUSE;
    await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
  }
}

/**
 * One stream, until the server ends it (it caps the age of each) or it breaks. The gap is told once it is open: what is
 * fetched before that may be older than a hint that nobody heard.
 */
async function stream(signal: AbortSignal, tell: (word: Word) => void): Promise<void> {
  const client = createClient({ url: STREAM, headers: GUARD, retryAttempts: 0 });
  signal.addEventListener('abort', () => client.dispose(), { once: true });
  for await (const { data } of client.iterate<HintsSubscription>(hintsRequest(), { connected: () => tell({ kind: 'gap' }) })) {
    if (data) tell({ kind: 'hint', hint: data.hints });
  }
}

function isRefused(error: unknown): boolean {
  return error instanceof NetworkError && (error as NetworkError<Response>).response?.status === 401;
}

/** Production takes the persisted document's name alone; development reads the text. */
function hintsRequest() {
  const named = { documentId: documentId(HintsDocument as TypedDocumentString<unknown, never>) };
  return { ...named, query: import.meta.env.DEV ? HintsDocument.toString() : undefined } as unknown as { query: string };
}
