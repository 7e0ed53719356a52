import { afterEach, describe, expect, it } from 'vitest';
import { complete, matches } from '../../../src/names/completion.ts';
import { readEventList } from '../../../src/names/event-list.ts';
import { amplitude as vendor } from '../../../src/vendors/amplitude/vendor.ts';
import { type AmplitudeServer, amplitudeServer } from '../../support/amplitude-server.ts';

const codes = ['_active', '_all', '_new', 'revenue_amount', 'verified_revenue', 'unverified_revenue'];
let amplitude: AmplitudeServer;

describe('what follows from what was typed', () => {
  const names = ['Add to cart', 'cart opened', 'purchase', 'Cart emptied', 'view'];

  it('begins with it first, then has it, capitals aside, then is like it', () => {
    expect(matches('cart', names)).toEqual(['cart opened', 'Cart emptied', 'Add to cart']);
    expect(matches(' CART ', names)).toEqual(['cart opened', 'Cart emptied', 'Add to cart']);
    expect(matches('purchsae', names)).toEqual(['purchase']);
    expect(matches('qqqq', names)).toEqual([]);
  });

  it('is everything, in its order, when nothing was typed', () => expect(matches('', names)).toEqual(names));
});

describe('the events of a vendor', () => {
  afterEach(() => amplitude.close());
  const of = (typed: string, several = false) => complete(typed, { events: vendor, several }, amplitude.engine);

  it('are asked for once an hour, however much is typed, and never before', async () => {
    amplitude = await amplitudeServer(() => ({ body: {} }));
    expect(amplitude.looks()).toBe(0);
    expect(await of('')).toEqual(['view_item', 'add_to_cart', 'purchase', ...codes]);
    await Promise.all([of('p'), of('pu'), of('pur')]);
    expect(await of('PUR')).toEqual(['purchase']);
    expect(amplitude.looks()).toBe(1);
    amplitude.clock.shift = 3_601_000;
    await Promise.all([of('p'), of('pu'), of('pur')]);
    expect(amplitude.looks()).toBe(2);
  });

  it('are taken from the quota by the same limiter', async () => {
    amplitude = await amplitudeServer(() => ({ body: {} }));
    await of('p');
    const connection = amplitude.engine.config.vendors.find(({ vendor: { id } }) => id === 'amplitude')?.connection;
    if (connection === undefined) throw new Error('Amplitude is not set up');
    const usage = await amplitude.engine.limiter.usage(connection.fingerprint, connection.limits);
    expect(usage.find(({ limit }) => limit === 'cost an hour')?.used).toBe(1);
  });

  it.each([401, 429, 500])(
    'are none when the vendor answers %d, and are not asked for again at once',
    async (status) => {
      amplitude = await amplitudeServer(() => ({ body: {} }));
      amplitude.list.status = status;
      expect(await of('p')).toEqual([]);
      const looks = amplitude.looks();
      expect(await of('pu')).toEqual([]);
      expect(amplitude.looks()).toBe(looks);
    },
  );

  it('are none where the vendor is not set up', async () => {
    amplitude = await amplitudeServer(() => ({ body: {} }), { AMPLITUDE_SECRET_KEY: '', CHARTMOGUL_API_KEY: 'a-key' });
    expect(await of('p')).toEqual([]);
    expect(amplitude.looks()).toBe(0);
  });

  it('are clean: no address, nothing invisible, nothing that cleaning would make another name', async () => {
    amplitude = await amplitudeServer(() => ({ body: {} }));
    const hostile = ['mail to jane@example.com', 'a\u202eb', 'a\nb', 'Purchase ', '\u200bhidden', 'ok'];
    amplitude.list.names = hostile;
    expect(await of('')).toEqual(['ok', ...codes]);
    await amplitude.close();
    amplitude = await amplitudeServer(() => ({ body: {} }), { METRICS_MCP_SHOW_PII: 'true' });
    amplitude.list.names = hostile;
    expect(await of('')).toEqual(['mail to jane@example.com', 'ok', ...codes]);
  });

  it('complete the last of several, and leave out those that are there', async () => {
    amplitude = await amplitudeServer(() => ({ body: {} }));
    expect(await of('view_item,ad', true)).toEqual(['view_item, add_to_cart']);
    expect(await of('view_item, add_to_cart, ', true)).toEqual([
      'view_item, add_to_cart, purchase',
      ...codes.map((code) => `view_item, add_to_cart, ${code}`),
    ]);
    expect(await of('["view_item", "pur', true)).toEqual([]);
  });

  it('become JSON where a name has a comma', async () => {
    amplitude = await amplitudeServer(() => ({ body: {} }));
    amplitude.list.names = ['Viewed page, home', 'purchase'];
    const [text = ''] = await of('purchase, vie', true);
    expect(text).toBe('["purchase","Viewed page, home"]');
    expect(readEventList(text)).toEqual(['purchase', 'Viewed page, home']);
  });
});
