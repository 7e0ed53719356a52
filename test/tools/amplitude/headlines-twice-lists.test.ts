import fc from 'fast-check';
import { expect, it } from 'vitest';
import { listEvents } from '../../../tools/amplitude/list-events.ts';
import { realtimeUsers } from '../../../tools/amplitude/realtime-users.ts';
import { sessionLength } from '../../../tools/amplitude/session-length.ts';
import { userComposition } from '../../../tools/amplitude/user-composition.ts';
import { report } from '../../support/ask.ts';
import { sent } from '../../support/compared-twice.ts';
import { expectChange, expectCount, expectShare, mustSay, numberIn, said } from '../../support/headline.ts';

const count = fc.option(fc.oneof(fc.integer({ min: 0, max: 9_000_000 }), fc.constant(0)), { freq: 8 });
const how = fc.integer({ min: 0, max: 2 });
const total = (all: readonly (number | null)[]) => all.reduce<number>((sum, one) => sum + (one ?? 0), 0);

it('composition: pairs, the largest values, what is not set and their shares', () => {
  const names = [
    '',
    '(none)',
    'iOS',
    'Android',
    'Web',
    'Roku',
    ...Array.from({ length: 12 }, (_, index) => `v${index}`),
  ];
  const values = fc.uniqueArray(fc.constantFrom(...names.slice(1)), { minLength: 1 });
  fc.assert(
    fc.property(values, fc.array(count, { maxLength: 19 }), how, fc.boolean(), (found, sizes, way, empty) => {
      const xValues = found.map((one) => (empty && one === '(none)' ? '' : one));
      const body = { data: { xValues, series: [sizes.map((one) => sent(one, way))] } };
      const args = { property: 'platform', start: '2026-07-16', end: '2026-08-14' };
      const { headline } = report(userComposition, args, [body]);
      const all = found.map((name, index) => ({ name, users: sizes[index] ?? null }));
      const sum = total(all.map(({ users }) => users));
      if (sum === 0) {
        expect(headline).toEqual([expect.stringMatching(/^No data: /)]);
        return;
      }
      const told = mustSay(headline, 'platform, 2026-07-16 to 2026-08-14: {values} {word}, {pairs} user-value pairs.');
      expectCount(told.values, all.length);
      expectCount(told.pairs, sum);
      const shown = headline.slice(1).filter((one) => !one.startsWith('The '));
      const parts = shown.flatMap((one) =>
        one
          .replace(/^Largest: |^Not set(?=:)|\.$/g, (cut) => (cut === 'Not set' ? '(none) = not set' : ''))
          .split('; '),
      );
      const ranked = all.map(({ users }) => users ?? -1).sort((a, b) => b - a);
      for (const [place, part] of parts.entries()) {
        const [, name, users, share] = /^(.+): (\S+)(?: users?)? \((.+?)(?: of pairs)?\)$/.exec(part) ?? [];
        const own = all.find((one) => one.name === name?.replace(' = not set', ''));
        expectCount(users, own?.users ?? null);
        expectShare(share, own?.users ?? null, sum);
        if (place < 3) expect(own?.users ?? -1).toBe(ranked[place]);
      }
      expect(parts.length).toBeGreaterThanOrEqual(Math.min(3, all.length));
      expect(parts.some((part) => part.startsWith('(none) = not set: '))).toBe(found.includes('(none)'));
      const covered = said(headline, 'The 12 largest values hold {part} of the pairs.');
      if (all.length > 12 && !all.some(({ users }) => users === null))
        expectShare(covered?.part, total(ranked.slice(0, 12)), sum);
      else expect(covered).toBeNull();
    }),
    { numRuns: 100 },
  );
});

it('session length: sessions, median, biggest bin and those under 10 s', () => {
  const edges = [0, 3, 10, 30, 60, 180, 600, 1_800, 3_600, 86_400];
  // Small ones too, of which some bins are just half of all.
  const few = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 9, maxLength: 9 });
  const sizes = fc.oneof(fc.array(count, { minLength: 9, maxLength: 9 }), few);
  fc.assert(
    fc.property(sizes, how, fc.integer({ min: 0, max: 3 }), fc.boolean(), (all, way, cut, gap) => {
      // Without the first bins, or with one left out between, some figures cannot be told.
      const kept = all.flatMap((sessions, index) => (index < cut || (gap && index === 5) ? [] : [{ sessions, index }]));
      const xValues = kept.map(({ index }) => `${edges[index]}s-${edges[index + 1]}s`);
      const series = [kept.map(({ sessions }) => sent(sessions, way))];
      const { headline } = report(sessionLength, {}, [{ data: { xValues, series } }]);
      const sum = total(kept.map(({ sessions }) => sessions));
      if (sum === 0) {
        expect(headline).toEqual([expect.stringMatching(/^No data: /)]);
        return;
      }
      expectCount(/^2026-07-16 to 2026-08-14: (\S+) sessions/.exec(headline[0] ?? '')?.[1], sum);
      const bounds = (sentence: string | undefined) =>
        [...(sentence ?? '').matchAll(/([\d,]+) s/g)].map(([, one]) => numberIn(one));
      const [median] = headline.filter((one) => one.startsWith('Median session: '));
      let below = 0;
      const middle = kept.find(({ sessions }) => {
        below += sessions ?? 0;
        return below * 2 >= sum;
      })?.index;
      if (gap) expect(median).toBeUndefined();
      else expect(bounds(median).slice(0, 2)).toEqual([edges[middle ?? 0], edges[(middle ?? 0) + 1]]);
      const most = Math.max(...kept.map(({ sessions }) => sessions ?? 0));
      const place = kept.find(({ sessions }) => sessions === most)?.index ?? 0;
      const biggest = mustSay(headline, 'Biggest bin: {bin} with {sessions} sessions ({part}).');
      expect(bounds(biggest.bin)).toEqual([edges[place], edges[place + 1]]);
      expectCount(biggest.sessions, most);
      expectShare(biggest.part, most, sum);
      const short = /^Under 10 s: (\S+ %)(?: of the sessions inside the bins)? \((\S+) sessions\)\.$/;
      const found = headline.map((one) => short.exec(one)).find((one) => one !== null) ?? null;
      if (gap || cut > 0 || all[0] === null || all[1] === null) expect(found).toBeNull();
      else {
        expectShare(found?.[1], total(all.slice(0, 2)), sum);
        expectCount(found?.[2], total(all.slice(0, 2)));
      }
    }),
    { numRuns: 100 },
  );
});

it('events: how many there are, and the most frequent', () => {
  const name = fc.constantFrom('Play', 'Pay', 'Open', 'Close', 'Play Song', 'Load', 'Save', 'Quit');
  fc.assert(
    fc.property(
      fc.uniqueArray(name),
      fc.array(count, { minLength: 8 }),
      how,
      fc.boolean(),
      (all, sizes, way, search) => {
        const events = all.map((value, index) => ({ value, totals: sizes[index] ?? null }));
        const data = events.map((one) => ({ ...one, totals: sent(one.totals, way) }));
        const { headline } = report(listEvents, search ? { search: 'pla' } : {}, [{ data }]);
        const found = events.filter(({ value }) => !search || value.toLowerCase().includes('pla'));
        if (found.length === 0) {
          expect(headline[0]).toMatch(/^(None of|Amplitude listed no events)/);
          return;
        }
        const word = all.length === 1 ? 'event' : 'events';
        const opening = search
          ? `${found.length} of ${all.length} ${word} with "pla" in the name`
          : `${all.length} ${word}`;
        expect(headline[0]).toBe(`${opening}, by this week's totals so far.`);
        const ranked = found.map(({ totals }) => totals ?? -1).sort((a, b) => b - a);
        const parts = mustSay(headline, '{parts} (events this week so far).').parts?.split('; ') ?? [];
        expect(parts).toHaveLength(Math.min(3, found.length));
        for (const [place, part] of parts.entries()) {
          const [value, totals] = part.split(': ');
          const own = found.find((one) => one.value === value);
          expectCount(totals, own?.totals ?? null);
          expect(own?.totals ?? -1).toBe(ranked[place]);
        }
      },
    ),
    { numRuns: 80 },
  );
});

it('realtime: the latest five minutes that are over against yesterday, and the peak of today', () => {
  const slots = fc.array(fc.tuple(count, count), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(slots, how, fc.integer({ min: 0, max: 6 }), fc.boolean(), (all, way, ahead, turned) => {
      // The last slot with a figure began so many slots before noon; 0 is the one that begins now.
      const [last, clock] = [all.findLastIndex(([today]) => today !== null), 12 * 60 - ahead * 5];
      const at = (index: number) => {
        const minute = clock + (index - last) * 5;
        return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
      };
      const labels = turned ? ['Yesterday', 'Today'] : ['Today', 'Yesterday'];
      const series = [all.map(([today]) => sent(today, way)), all.map(([, other]) => sent(other, way))];
      const xValues = all.map((_, index) => at(index));
      const data = { xValues, seriesLabels: labels, series: turned ? series.toReversed() : series };
      // Zeros up to the end of the day say nothing of now.
      fc.pre(last < 0 || all[last]?.[0] !== 0);
      const { headline } = report(realtimeUsers, {}, [{ data }]);
      if (last < 0) {
        expect(headline).toEqual(['No data: Amplitude has no active users of today yet.']);
        return;
      }
      const whole = ahead === 0 ? last - 1 : last;
      const [today = null, yesterday = null] = all[whole] ?? [];
      const start = ahead === 0 ? 'The five minutes before' : 'Latest five minutes';
      const sentence = headline.find((one) => one.startsWith(`${start}, from ${at(whole)}: `));
      if (whole < 0) expect(headline.join('\n')).not.toContain('against');
      else if (yesterday === 0 && today !== null) {
        const template = /: (\S+) active users? against 0 at the same time yesterday\.$/;
        expectCount(template.exec(sentence ?? '')?.[1], today);
      } else {
        const template = /: (\S+)(?: active users?)?, (.+) against the same time yesterday \((\S+)\)\.$/;
        const [, now, change, before] = template.exec(sentence ?? '') ?? [];
        expectCount(now, today);
        expectCount(before, yesterday);
        expectChange(change, yesterday, today);
      }
      if (ahead === 0) {
        const soFar = `Latest five minutes, from 12:00: {now} active {word} so far, still running (same time yesterday, whole: {before}).`;
        const running = mustSay(headline, soFar);
        expectCount(running.now, all[last]?.[0] ?? null);
        expectCount(running.before, all[last]?.[1] ?? null);
      }
      const most = Math.max(...all.map(([one]) => one ?? 0));
      const peak = mustSay(headline, 'Peak today: {peak} active {word} in the five minutes from {at}.');
      expectCount(peak.peak, most);
      expect(peak.at).toBe(at(all.findIndex(([one]) => one === most)));
    }),
    { numRuns: 100 },
  );
});
