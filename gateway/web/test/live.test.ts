import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openChannel } from '../src/live/channel';

const LONGEST_PAUSE = 46_000; // milliseconds, with its spread
const listener = { onHint: vi.fn(), onGap: vi.fn(), onSignedOut: vi.fn(), onDismiss: vi.fn() };
const reached = vi.fn<typeof fetch>();
let channel: ReturnType<typeof openChannel>;

beforeEach(() => {
  vi.clearAllMocks();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  vi.stubGlobal('fetch', reached.mockReset().mockRejectedValue(new TypeError('Failed to fetch')));
});
afterEach(() => {
  channel.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A stream that the server opens when `open` is called, and what it says and ends then. */
function stream() {
  let open: (response: Response) => void = () => undefined;
  let body: ReadableStreamDefaultController<Uint8Array>;
  const say = (text: string) => body.enqueue(new TextEncoder().encode(text));
  reached.mockImplementationOnce(() => new Promise((resolve) => {
    open = resolve;
  }));
  return {
    open: () => open(new Response(new ReadableStream({ start: (controller) => void (body = controller) }))),
    hint: () => say('event: next\ndata: {"data":{"hints":{"topics":["BADGES"],"award":null}}}\n\n'),
    end: () => {
      say('event: complete\ndata:\n\n');
      body.close();
    },
  };
}

/** Lets what is under way go on, and time pass. */
const pass = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds + 50);

describe('the gap before a stream', () => {
  test('is told once the stream is open, the first one too, and hints follow it', async () => {
    const first = stream();
    channel = openChannel(listener);
    await pass();
    expect(listener.onGap).not.toHaveBeenCalled();
    first.open();
    await pass();
    expect(listener.onGap).toHaveBeenCalledOnce();
    first.hint();
    await pass();
    expect(listener.onHint).toHaveBeenCalledWith({ topics: ['BADGES'], award: null });
  });

  test('is not told of a stream that ended until the next is open', async () => {
    const first = stream();
    const second = stream();
    channel = openChannel(listener);
    await pass();
    first.open();
    await pass();
    first.end();
    await pass(LONGEST_PAUSE);
    expect(reached).toHaveBeenCalledTimes(2);
    expect(listener.onGap).toHaveBeenCalledOnce();
    second.open();
    await pass();
    expect(listener.onGap).toHaveBeenCalledTimes(2);
  });

  test('is never told for a try that did not connect', async () => {
    channel = openChannel(listener);
    await pass(3 * LONGEST_PAUSE);
    expect(reached.mock.calls.length).toBeGreaterThan(3);
    expect(listener.onGap).not.toHaveBeenCalled();
    expect(listener.onSignedOut).not.toHaveBeenCalled();
  });
});

test('a stream that is refused says that nobody is signed in any more', async () => {
  reached.mockResolvedValue(new Response(null, { status: 401 }));
  channel = openChannel(listener);
  await pass();
  expect(listener.onSignedOut).toHaveBeenCalled();
  expect(listener.onGap).not.toHaveBeenCalled();
});
