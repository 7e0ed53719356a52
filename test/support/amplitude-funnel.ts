/** Dates from `start` on, one a day. */
export function dates(start: string, days: number): string[] {
  return Array.from({ length: days }, (_, index) =>
    new Date(Date.parse(start) + index * 86_400_000).toISOString().slice(0, 10),
  );
}

/** The sample of the vendor's page. */
export const documentedFunnel = {
  meta: { segmentIndex: 0 },
  dayMedianTransTimes: {
    series: [
      [0, 165548, 264380],
      [0, 164767, 269444],
    ],
    xValues: ['2017-08-14', '2017-08-15'],
    formattedXValues: ['Aug 14', 'Aug 15'],
  },
  dayAvgTransTimes: {
    series: [
      [0, 2294365, 5730478],
      [0, 2268879, 5700436],
    ],
    xValues: ['2017-08-14', '2017-08-15'],
    formattedXValues: ['Aug 14', 'Aug 15'],
  },
  stepByStep: [1.0, 0.9915120144246691, 0.9741139357951383],
  medianTransTimes: [0, 166444, 270194],
  cumulative: [1.0, 0.9915120144246691, 0.9658456707593803],
  cumulativeRaw: [163054, 161670, 157485],
  avgTransTimes: [0, 2175406, 5607243],
  dayFunnels: {
    series: [
      [125259, 123716, 118636],
      [126964, 125373, 119986],
    ],
    xValues: ['2017-08-14', '2017-08-15'],
    formattedXValues: ['Aug 14', 'Aug 15'],
  },
  events: ['Search Song or Video', 'Select Song or Video', 'Play Song or Video'],
};

interface Made {
  users: number[];
  start: string;
  days: number;
  group?: unknown;
  segment?: number;
}

/** A funnel as recorded bodies have it: whole-funnel times first, a row per day, -1 where there is no data. */
export function recordedFunnel({ users, start, days, group = '', segment = 0 }: Made) {
  const xValues = dates(start, days);
  const share = (step: number) => (users[step] ?? 0) / Math.max(1, users[0] ?? 0);
  const series = xValues.map((_, day) => {
    const entrants = Math.min(users[0] ?? 0, Math.ceil(((users[0] ?? 0) / days) * (1.1 + (day % 5) / 10)));
    return users.map((most, step) => Math.min(most, Math.ceil(entrants * share(step) * (1 + (step * day) / 10_000))));
  });
  const times = [216_000_000, ...users.slice(1).map((_, step) => (step + 1) * 90_000)];
  const bins = users.concat(0).map(() => ({
    bins: [{ start: 0, end: 60_000, bin_dist: { uniques: 3, totals: 3, sums: 0 } }],
  }));
  return {
    groupValue: group,
    meta: { segmentIndex: segment },
    events: users.map((_, step) => `Event ${step + 1}`),
    cumulativeRaw: users,
    cumulative: users.map((_, step) => share(step)),
    stepByStep: users.map((count, step) => (step === 0 ? 1 : count / Math.max(1, users[step - 1] ?? 0))),
    medianTransTimes: times,
    avgTransTimes: times.map((time) => time * 2),
    dayFunnels: { xValues, formattedXValues: xValues, series, isComplete: xValues.map(() => true) },
    dayMedianTransTimes: { xValues, series: series.map(() => [216_000_000, ...times.slice(1, -1), -1]) },
    dayAvgTransTimes: { xValues, series: series.map(() => times.map((time) => time * 2)) },
    stepTransTimeDistribution: { step_bins: bins },
    converted: { [String(group)]: users.at(-1) ?? 0 },
  };
}
