import { describe, expect, it } from 'vitest';
import { createFlights, type Passenger } from '../../../src/answer/flights.ts';

/** Work that ends when the test says so, and somebody who waits for it. */
function scene() {
  const flights = createFlights<string>();
  const begun: { whole: Passenger; land: (value: string) => void; crash: (fault: Error) => void }[] = [];
  const work = (whole: Passenger) =>
    new Promise<string>((land, crash) => {
      begun.push({ whole, land, crash });
    });
  const caller = () => {
    const cancel = new AbortController();
    const heard: string[] = [];
    const passenger = { signal: cancel.signal, tell: (message: string) => heard.push(message) };
    const joined = flights.join('key', passenger, work);
    const outcome = joined.then(
      ({ value, shared }) => `${value}${shared ? ', shared' : ''}`,
      (fault: Error) => fault.message,
    );
    return { outcome, heard, leave: () => cancel.abort() };
  };
  return { flights, begun, work, caller };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('identical work', () => {
  it('is done once for everybody who asks while it is under way, and again for who asks later', async () => {
    const { begun, caller } = scene();
    const [one, two] = [caller(), caller()];
    await settled();
    expect(begun).toHaveLength(1);
    begun[0]?.land('done');
    expect(await Promise.all([one.outcome, two.outcome])).toEqual(['done', 'done, shared']);
    const later = caller();
    await settled();
    expect(begun).toHaveLength(2);
    begun[1]?.land('again');
    expect(await later.outcome).toBe('again');
  });

  it('is not shared by other work', async () => {
    const { flights, begun, work } = scene();
    const { signal } = new AbortController();
    void flights.join('one', { signal, tell: () => {} }, work);
    void flights.join('two', { signal, tell: () => {} }, work);
    await settled();
    expect(begun).toHaveLength(2);
  });

  it('shares its error, and is then begun anew', async () => {
    const { begun, caller } = scene();
    const callers = [caller(), caller()];
    await settled();
    begun[0]?.crash(new Error('no'));
    expect(await Promise.all(callers.map(({ outcome }) => outcome))).toEqual(['no', 'no']);
    const next = caller();
    await settled();
    begun[1]?.land('yes');
    expect(await next.outcome).toBe('yes');
  });

  it('goes on when one of its callers cancels, the first one too', async () => {
    const { begun, caller } = scene();
    const [first, second, third] = [caller(), caller(), caller()];
    await settled();
    first.leave();
    third.leave();
    expect(await Promise.all([first.outcome, third.outcome])).toEqual(Array(2).fill('The call was cancelled.'));
    expect(begun[0]?.whole.signal.aborted).toBe(false);
    begun[0]?.land('done');
    expect(await second.outcome).toBe('done, shared');
  });

  it('is cancelled when the last one leaves, and nobody joins it any more', async () => {
    const { begun, caller } = scene();
    const gone = [caller(), caller()];
    await settled();
    for (const one of gone) one.leave();
    await Promise.all(gone.map(({ outcome }) => outcome));
    expect(begun[0]?.whole.signal.aborted).toBe(true);
    const next = caller();
    await settled();
    expect(begun).toHaveLength(2);
    begun[0]?.crash(new Error('cancelled'));
    await settled();
    const joiner = caller();
    begun[1]?.land('fresh');
    expect(await Promise.all([next.outcome, joiner.outcome])).toEqual(['fresh', 'fresh, shared']);
  });

  it('tells everybody what it waits for, those who come later the latest', async () => {
    const { begun, caller } = scene();
    const first = caller();
    await settled();
    begun[0]?.whole.tell('one');
    const second = caller();
    begun[0]?.whole.tell('two');
    begun[0]?.land('done');
    await Promise.all([first.outcome, second.outcome]);
    expect([first.heard, second.heard]).toEqual([
      ['one', 'two'],
      ['one', 'two'],
    ]);
  });

  it('is not begun for who has left already', async () => {
    const { flights, begun, work } = scene();
    const joined = flights.join('key', { signal: AbortSignal.abort(), tell: () => {} }, work);
    await expect(joined).rejects.toMatchObject({ kind: 'cancelled' });
    expect(begun).toEqual([]);
  });
});
