import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { listActivities } from '../../../tools/chartmogul/list-activities.ts';
import { printed, report, table, text } from '../../support/ask.ts';
import { entry, page, sample } from '../../support/chartmogul-activities.ts';

const ask = (pages: unknown[], args = {}, options = {}) => report(listActivities, args, pages, options);

describe('the report', () => {
  it("tells the page's sample", () => {
    const said = ask([page([sample])]);
    expect(said.headline).toEqual([
      '1 activity, 2026-07-16 to 2026-08-14 (UTC), all read.',
      'USD: net MRR movement USD 60.00; new_biz USD 60.00 (1), no reactivation, no expansion, no contraction, no churn.',
    ]);
    const zoned = ask([page([sample])], { start: '2026-07-20T00:00:00+02:00', end: '2026-08-01' });
    expect(zoned.headline[0]).toBe('1 activity, 2026-07-19T22:00:00Z to 2026-08-01 (UTC), all read.');
    expect(table(said, 'activities').rows[0]).toEqual([
      '2026-07-21T09:28:10Z',
      'new_biz',
      'Myriapod Labs',
      'USD',
      '60.00',
      '60.00',
      'purchased the Silver plan',
      'silver',
      'sub_0001',
      'cus_0001',
      'cus_8bc55ab6-c3b5-11eb-ac45-2f9a49d75af7',
      'f1a49735-21c7-4e3f-9ddc-67927aaadcf4',
    ]);
    expect(text(said)).not.toMatch(/720|ARR/);
  });

  it('adds cents exactly, by currency, signs as sent', () => {
    const entries = [
      entry({ 'activity-mrr-movement': 10 }),
      entry({ 'activity-mrr-movement': 20, type: 'expansion' }),
      entry({ 'activity-mrr-movement': '-5', type: 'contraction', date: '2026-08-01T00:00:00' }),
      entry({ 'activity-mrr-movement': -25, type: 'churn', date: '2026-07-31T23:30:00-02:00' }),
      entry({ 'activity-mrr-movement': 500000, currency: 'JPY', 'customer-name': 'Kyoto' }),
    ];
    const said = ask([page(entries.slice(0, 2), true, 'x'), page(entries.slice(2))]);
    expect(said.headline[1]).toBe(
      'USD: net MRR movement USD 0.00; new_biz USD 0.10 (1), no reactivation, expansion USD 0.20 (1), contraction USD -0.05 (1), churn USD -0.25 (1).',
    );
    expect(said.headline[2]).toContain('JPY: net MRR movement JPY 5,000.00; new_biz JPY 5,000.00 (1)');
    expect(said.headline.slice(3)).toEqual([
      'USD by month: 2026-08 USD -0.30 (part), 2026-07 USD 0.30 (part).',
      'JPY by month: 2026-07 JPY 5,000.00 (part).',
    ]);
    expect(said.notes).toContain('These are changes of MRR, not its level; currencies are never added up.');
    expect(table(said, 'by_month').rows).toEqual([
      ['2026-08', 'USD', '-0.30', false],
      ['2026-07', 'USD', '0.30', false],
      ['2026-07', 'JPY', '5000.00', false],
    ]);
    expect(table(said, 'month_types').rows[0]).toEqual(['2026-08', 'USD', 2, '0.00', '0.00', '0.00', '-0.05', '-0.25']);
  });

  it('marks months that are wholly covered, and with a part read only those between its edges', () => {
    const dates = ['2026-05-02', '2026-06-15', '2026-07-20'].map((date) => entry({ date }));
    const args = { start: '2026-05-01', end: '2026-07-31' };
    const whole = (pages: unknown[]) => table(ask(pages, args), 'by_month').rows.map((row) => row[3]);
    expect(whole([page(dates)])).toEqual([true, true, true]);
    expect(whole([page(dates, true, null)])).toEqual([false, true, false]);
    expect(table(ask([page(dates)], { ...args, start: '2026-05-02' }), 'by_month').rows[2]?.[3]).toBe(false);
  });

  it('says first that amounts are partial, and how to go on', () => {
    const said = ask([page([entry(), entry({ date: '2026-07-25' })], true, 'AjMx90kC0y=')], { max_entries: 2 });
    expect(said.headline[0]).toBe(
      'Partial: only 2 activities (2026-07-21 to 2026-07-25) were read; amounts are of these alone. ' +
        'To go on, add "cursor": "AjMx90kC0y=", or raise max_entries.',
    );
    const resumed = ask([page([entry()])], { cursor: 'AjMx90kC0y=' });
    expect(resumed.headline[0]).toMatch(
      /^Partial: the last 1 activity .* after the given cursor; amounts are of these/,
    );
    const late = ask([page([entry()], true, 'AjMx=')]);
    expect(late.headline[0]).toMatch(/"cursor": "AjMx=", or ask for shorter ranges\.$/);
    const stuck = ask([page([entry()], true, null)]);
    expect(stuck.headline[0]).toContain('Partial: only 1 activity');
    expect(stuck.headline[0]).toContain('gave no new way to them');
  });

  it('shows no net where one type alone was asked for', () => {
    const churn = entry({ type: 'churn', 'activity-mrr-movement': -6000 });
    const said = ask([page([churn])], { type: 'churn' });
    expect(said.headline[1]).toBe('USD: churn USD -60.00 (1).');
    expect(said.notes).toContain('Only churn was asked for, so there is no net movement.');
    expect(table(said, 'by_month').columns.map(({ name }) => name)).toEqual(['month', 'currency', 'movement', 'whole']);
    expect(JSON.stringify(said.tables).includes('net')).toBe(false);
  });

  it('counts an activity that came twice once, and says so', () => {
    const twice = entry();
    const said = ask([page([twice, twice, entry({ uuid: null }), entry({ uuid: null })])]);
    expect(said.headline[0]).toContain('3 activities');
    expect(said.headline[1]).toContain('new_biz USD 180.00 (3)');
    expect(said.notes).toContain('1 activity came twice (same uuid), counted once.');
  });

  it('keeps unknown types as rows of their own, and reports odd signs', () => {
    const entries = [entry({ type: 'refund', 'activity-mrr-movement': -100 }), entry({ type: 'churn' })];
    const said = ask([page(entries)]);
    expect(said.headline[1]).toMatch(
      /^USD: net MRR movement USD 59.00; .*churn USD 60.00 \(1\), refund USD -1.00 \(1\)\.$/,
    );
    expect(said.notes).toContain('Types that ChartMogul does not document are told as they are.');
    expect(said.notes).toContain('1 activity has an unusual sign for the type, summed as sent.');
    expect(printed(table(said, 'movements')).map(({ type, activities }) => `${type} ${activities}`)).toEqual([
      'new_biz 0',
      'reactivation 0',
      'expansion 0',
      'contraction 0',
      'churn 1',
      'refund 1',
      'net of all types 2',
    ]);
  });

  it('ranks customers, whose ids come with and without a prefix', () => {
    const entries = [
      entry({ 'customer-uuid': 'cus_a', 'customer-name': 'Same Name', 'activity-mrr-movement': 100 }),
      entry({ 'customer-uuid': 'a', 'customer-name': 'Same Name', 'activity-mrr-movement': -400, type: 'churn' }),
      entry({ 'customer-uuid': 'b', 'customer-name': 'Same Name', 'activity-mrr-movement': 200 }),
      entry({
        'customer-uuid': null,
        'customer-external-id': null,
        'customer-name': null,
        'plan-external-id': null,
        'activity-mrr-movement': 1,
      }),
    ];
    const said = ask([page(entries)]);
    expect(table(said, 'biggest_movers').rows).toEqual([
      ['Same Name', 'USD', '-3.00', 'new_biz, churn'],
      ['Same Name', 'USD', '2.00', 'new_biz'],
      ['(customer not told)', 'USD', '0.01', 'new_biz'],
    ]);
  });

  it('holds the months of each currency and five customers in its text', () => {
    const of = (currency: string) =>
      Array.from({ length: 60 }, (_, index) =>
        entry({
          currency,
          'activity-mrr-movement': 100_000 + index,
          date: `2026-0${1 + (index % 6)}-11T10:00:00`,
          'customer-name': `${currency} customer ${index}`,
          'customer-uuid': `cus_${currency}${index}`,
        }),
      );
    const args = { start: '2026-01-01', end: '2026-06-15' };
    const one = text(ask([page(of('EUR'))], args));
    for (const month of ['2026-06 | EUR | EUR 10,003.20 | no', '2026-05', '2026-04', '2026-03'])
      expect(one).toContain(`| ${month}`);
    expect(one.match(/EUR customer \d+ \|/g)).toHaveLength(5);
    // Five of sixty that moved about as much.
    expect(one).toContain(
      '**biggest_movers**: customers, largest movement first; the first 5 have 8.3 % of what moved up or down\n',
    );
    const both = [...of('EUR'), ...of('USD')];
    for (const pages of [[page(both)], [page(both, true, 'x')]]) {
      const two = text(ask(pages, args));
      for (const code of ['EUR', 'USD'])
        expect(two).toContain(`${code} by month: 2026-06 ${code} 10,003.20 (part), 2026-05 ${code} 10,003.10, 2026-04`);
      expect(two.match(/(?:EUR|USD) customer \d+ \|/g)).toHaveLength(5);
      expect(two).toContain("each currency's largest, then each one's second, and so on; currencies are not compared");
    }
  });

  it('shows customer names, with e-mail addresses in them masked', () => {
    const some = [page([entry({ 'customer-name': 'Jane <jane@acme.io>', description: 'for jane@acme.io' })])];
    expect(JSON.stringify(ask(some)).includes('jane@')).toBe(false);
    expect(table(ask(some), 'biggest_movers').rows[0]?.[0]).toBe('Jane <(e-mail #1)>');
    expect(JSON.stringify(ask(some, {}, { showPersonalData: true })).includes('jane@acme.io')).toBe(true);
  });

  it('marks today as running', () => {
    expect(ask([page([entry()])], { end: 'today' }).notes[0]).toContain('Today still runs');
    expect(ask([page([entry()])]).notes.join()).not.toContain('Today');
  });

  it('says that nothing moved', () => {
    const said = ask([page([])], { type: 'churn' });
    expect(said.empty).toBe(true);
    expect(said.headline).toEqual(['No activities of type churn from 2026-07-16 to 2026-08-14 (UTC).']);
    expect(said.notes[0]).toBe('ChartMogul knows of none in this time; try an earlier `start`, or leave out `type`.');
    expect(ask([page([])]).notes[0]).toBe(
      'MRR did not move for anybody in this time, as far as ChartMogul knows; try an earlier `start`.',
    );
    expect(ask([page([])], { type: 'churn', cursor: 'x' }).notes[0]).toContain('leave out `type` or `cursor`.');
    expect(text(ask([page([], true, 'x')]))).toContain('there are more');
  });

  it('fails where the shape drifted', () => {
    expect(() => ask([{ entries: [] }])).toThrow(/has_more should be a boolean but is missing/);
    expect(() => ask([page([entry({ 'activity-mrr-movement': null })])])).toThrow(/activity-mrr-movement/);
    expect(() => ask([page([entry({ 'activity-mrr-movement': 'much' })])])).toThrow(/activity-mrr-movement/);
    expect(() => ask([page([entry({ date: 'soon' })])])).toThrow(/entries\[0\]\.date/);
  });

  it('fits 10,000 hostile activities in many currencies into the budget', () => {
    const types = ['new_biz', 'expansion', 'contraction', 'churn', 'reactivation', '|weird`type\n*'.repeat(50)];
    const currencies = ['EUR', 'USD', 'EUR', 'JPY', 'EUR', 'BRL'];
    const entries = Array.from({ length: 10_000 }, (_, index) => {
      const type = types[(index * 7 + (index >> 4)) % 6] ?? '';
      return entry({
        type,
        currency: currencies[(index * 5 + (index >> 6)) % 6],
        'activity-mrr-movement':
          (type === 'churn' || type === 'contraction' ? -1 : 1) * ((index * 7919) % 1_000_003) * 1_001,
        date: `2026-${String(1 + (index % 7)).padStart(2, '0')}-11T10:00:00`,
        'customer-name': `\u202e|Customer ${index % 900}\` ${'x'.repeat(300)}`,
        'customer-uuid': `cus_${index % 900}`,
      });
    });
    const pages = Array.from({ length: 50 }, (_, index) =>
      page(entries.slice(index * 200, index * 200 + 200), true, `c${index}`),
    );
    const said = ask(pages, { start: '2026-01-01', end: '2026-07-31', max_entries: 10_000 });
    const short = text(said);
    const full = text(said, 6_000, true);
    expect(countTokens(short)).toBeLessThanOrEqual(800);
    expect(countTokens(full)).toBeLessThanOrEqual(6_000);
    const cents = entries
      .filter(({ currency }) => currency === 'EUR')
      .reduce((sum, one) => sum + BigInt(String(one['activity-mrr-movement'])), 0n);
    const digits = String(cents < 0n ? -cents : cents);
    const euros = `${cents < 0n ? '-' : ''}${Number(digits.slice(0, -2)).toLocaleString('en-US')}.${digits.slice(-2)}`;
    for (const fact of [
      'Partial: only 10,000 activities',
      '"cursor": "c49"',
      `EUR: net MRR movement EUR ${euros}; new_biz EUR`,
      'biggest_movers',
    ])
      expect(short).toContain(fact);
    expect(`${short}${full}`).not.toMatch(/NaN|Infinity|undefined|null|\[object|\u202e/);
    expect(table(said, 'activities').rows).toHaveLength(10_000);
  });
});
