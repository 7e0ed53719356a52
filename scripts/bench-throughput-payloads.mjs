// Answers of any size for the heavy tools, the same every time, shaped as the vendors send them. Up to the vendors' own limits
// (1,000 groups, a year, 200 entries a page) they grow as real ones do; beyond these the points, events or pages get longer.

/** Of each kind of answer: the question, and the bodies of about so many bytes that answer it, a page each. */
export const payloads = {
  'segmentation, groups': { tool: 'amplitude_event_segmentation', make: segmentation },
  'funnel, groups': { tool: 'amplitude_funnel', make: funnel },
  'retention, groups': { tool: 'amplitude_retention', make: retention },
  LTV: { tool: 'amplitude_revenue_ltv', make: ltv },
  'user activity': { tool: 'amplitude_user_activity', make: activity },
  'chart, series': { tool: 'amplitude_query_chart', make: chartSeries },
  'chart, CSV': { tool: 'amplitude_query_chart', make: chartCsv },
  'ChartMogul pages': { tool: 'chartmogul_list_activities', make: chartmogul },
  'Fynn pages': { tool: 'fynn_subscription_revenue', make: fynn },
};

/** Noon after the last day of every range. */
export const now = Date.parse('2026-08-15T12:00:00Z');

const end = '2026-08-14';
const mostGroups = 1_000;

function segmentation(bytes) {
  const { interval, start, ...size } = seriesSize(bytes, 4.1);
  const args = { events: ['view'], start, end, interval, group_by: ['gp:campaign'], limit: mostGroups };
  const data = seriesData(size);
  return { args, bodies: [text({ ...envelope, data: { ...data, seriesCollapsed: wholes(data.series) } })] };
}

function chartSeries(bytes) {
  const data = seriesData(seriesSize(bytes, 4.1));
  return { args: { chart: 'abc123' }, bodies: [text({ ...envelope, data })] };
}

/** Cells are quoted with a tab in front. */
function chartCsv(bytes) {
  const { series, seriesLabels, xValues } = seriesData(seriesSize(bytes, 7.1));
  const line = (cells) => cells.map((cell) => `"\t${cell}"`).join(',');
  const rows = series.map((values, group) => line(['All users', seriesLabels[group][1], ...values]));
  const csv = [line(['Campaigns']), '', line(['Segment', 'Campaign', ...xValues]), ...rows].join('\r\n');
  return { args: { chart: 'abc123' }, bodies: [csv], contentType: 'text/csv' };
}

/** Up to a thousand groups of 200 days, which is what one query may ask for; beyond that of hours, more than were asked for. */
function seriesSize(bytes, bytesAPoint) {
  const all = bytes / bytesAPoint;
  const groups = Math.min(mostGroups, Math.max(10, Math.round(all / 90)));
  const points = Math.max(14, Math.round(all / groups));
  const [interval, perDay] = points <= 200 ? ['daily', 1] : ['hourly', 24];
  return { groups, points, interval, perDay, start: daysBefore(interval === 'daily' ? points : 7) };
}

function seriesData({ groups, points, perDay }) {
  const step = 86_400_000 / perDay;
  const last = Date.parse(end) + 86_400_000;
  const xValues = Array.from({ length: points }, (_, index) =>
    new Date(last - (points - index) * step).toISOString().slice(0, perDay === 1 ? 10 : 19),
  );
  const series = Array.from({ length: groups }, (_, group) => {
    const size = Math.max(9, Math.round(90_000 / (group + 1)));
    return xValues.map((_, at) => Math.round(size * (0.7 + 0.6 * random(group * 10_007 + at))));
  });
  return {
    series,
    seriesLabels: series.map((_, group) => [0, campaign(group)]),
    seriesMeta: series.map(() => ({ segmentIndex: 0, eventIndex: 0 })),
    xValues,
  };
}

function wholes(series) {
  return series.map((values) => [{ setId: 'c1a5e3f0', value: Math.round(sum(values) * 0.6) + Math.max(...values) }]);
}

/** Most of it are the distributions of times, which nothing reads. */
function funnel(bytes) {
  const args = { events: ['view', 'add', 'checkout', 'pay'], start: daysBefore(25), end, group_by: ['gp:campaign'] };
  const dates = datesUntil(Math.max(25, Math.round(bytes / 200_000)));
  const data = grown(bytes, mostGroups, (group) => funnelOf(group, dates));
  return { args: { ...args, limit: mostGroups }, bodies: [text({ ...envelope, data })] };
}

function funnelOf(group, dates) {
  const first = Math.round(200_000 / (group + 1)) + 40;
  const users = [1, 0.42, 0.2, 0.11].map((part) => Math.round(first * part));
  const times = [216_000_000, 90_512, 181_733, 272_901];
  const series = dates.map((_, day) => users.map((count) => Math.round((count / 30) * (0.8 + random(group + day)))));
  const bins = Array.from({ length: 20 }, (_, bin) => ({
    ...{ start: bin * 60_000, end: (bin + 1) * 60_000 },
    bin_dist: { uniques: Math.round(random(group + bin) * 500), totals: Math.round(random(bin) * 900), sums: 0 },
  }));
  return {
    ...{ groupValue: campaign(group), meta: { segmentIndex: 0 }, events: ['view', 'add', 'checkout', 'pay'] },
    ...{ cumulativeRaw: users, cumulative: users.map((count) => count / users[0]) },
    stepByStep: users.map((count, step) => (step === 0 ? 1 : count / users[step - 1])),
    ...{ medianTransTimes: times, avgTransTimes: times.map((time) => time * 2) },
    dayFunnels: { xValues: dates, formattedXValues: dates, series, isComplete: dates.map(() => true) },
    dayMedianTransTimes: { xValues: dates, series: dates.map(() => times) },
    dayAvgTransTimes: { xValues: dates, series: dates.map((_, day) => times.map((time) => time * 2 + day)) },
    stepTransTimeDistribution: { step_bins: users.map(() => ({ bins })) },
  };
}

function retention(bytes) {
  const days = Math.max(6, Math.min(25, Math.round(Math.sqrt(bytes / 200))));
  const args = { start_event: '_new', return_event: 'view', start: daysBefore(days), end, group_by: ['gp:campaign'] };
  const dates = datesUntil(bytes > 2e7 ? 40 : days);
  const series = grown(bytes, mostGroups, (group) => retentionOf(group, dates));
  const data = { series, seriesMeta: series.map(() => ({ segmentIndex: 0 })) };
  return { args, bodies: [text({ ...envelope, data })] };
}

function retentionOf(group, dates) {
  const cells = (size, age) =>
    Array.from({ length: age + 2 }, (_, n) => ({
      count: n < 2 ? size : Math.round(size / (1.5 + n * 0.3)),
      ...{ outof: size, retainedSetId: null, incomplete: n > age },
    }));
  const cohorts = dates.map((date, index) => [date, cells(30 + Math.round(9_000 / (group + 1)), dates.length - index)]);
  return {
    ...{ groupValue: campaign(group), dates: dates.toReversed(), values: Object.fromEntries(cohorts.toReversed()) },
    combined: cells(9_000, dates.length),
  };
}

function ltv(bytes) {
  const days = Math.max(3, Math.min(180, Math.round(Math.sqrt(bytes / 150))));
  const args = { start: daysBefore(days), end, group_by: ['gp:campaign'] };
  const dates = datesUntil(days);
  const series = grown(bytes, mostGroups, (group) => ltvOf(group, dates), String);
  const labels = text(series.map((_, group) => campaign(group)));
  return { args, bodies: [`{"data":{"seriesLabels":${labels},"series":[${series.join()}]}}`] };
}

/** As text, since objects of so many keys are slow to make. */
function ltvOf(group, dates) {
  const cohort = (seed) => {
    const days = Array.from({ length: 90 }, (_, index) => {
      const worth = ((index + 1) * (1 + random(seed))).toFixed(2);
      return `"r${index + 1}d":${Number(worth)},"r${index + 1}new":${Math.round(random(seed + index) * 100) / 100}`;
    });
    return `{"count":${200 + (seed % 90)},"paid":20,"total_amount":412.5,"rtotal":3.25,${days.join()}}`;
  };
  const cohorts = dates.map((date, index) => `"${date}":${cohort(group * 400 + index)}`);
  return `{"dates":${text(dates)},"values":{${cohorts.join()}}}`;
}

/** A thousand events at most; more bytes are longer properties. */
function activity(bytes) {
  const own = Math.max(4, Math.round((bytes / 1_000 - 950) / 26));
  const events = grown(bytes, 1_000, (index) => eventOf(index, own));
  const userData = {
    ...{ user_id: 'u-20391', canonical_amplitude_id: 312_345_678_901, num_events: 9_142, num_sessions: 230 },
    ...{
      usage_time: 2_570_259,
      first_used: '2025-03-14',
      last_used: end,
      purchases: 2,
      revenue: 9.98,
      platform: 'iOS',
    },
    ...{ os: 'ios 18.2', version: '3.4.9', device: 'Apple iPhone', device_type: 'Apple iPhone 15', country: 'Germany' },
    ...{
      region: 'Berlin',
      city: 'Berlin',
      language: 'German',
      device_ids: ['5a1c', '77b0'],
      properties: { plan: 'gold' },
    },
  };
  return { args: { amplitude_id: '312345678901' }, bodies: [text({ userData, events })] };
}

function eventOf(index, properties) {
  const own = Array.from({ length: properties }, (_, at) => [
    `${at % 2 ? 'screen' : 'item'}_${at}`,
    `value ${at * index}`,
  ]);
  const time = new Date(now - index * 61_007).toISOString();
  return {
    ...{
      event_id: index,
      event_type: eventNames[index % 9],
      event_time: `${time.slice(0, 19).replace('T', ' ')}.123000`,
    },
    ...{
      session_id: now - (index >> 4) * 1e6,
      amplitude_id: 312_345_678_901,
      user_id: 'u-20391',
      device_id: '5a1c-77b0',
    },
    ...{
      platform: 'iOS',
      version_name: '3.4.9',
      os_name: 'ios',
      os_version: '18.2',
      country: 'Germany',
      city: 'Berlin',
    },
    ...{ ip_address: '127.0.0.1', library: 'amplitude-ts/2.1', uuid: uuid(index), $insert_id: uuid(index + 7) },
    ...{ location_lat: 52.520_008, location_lng: 13.404_954, data: { path: '/2/httpapi', group_first_event: {} } },
    ...{ event_properties: Object.fromEntries(own), user_properties: { plan: 'gold', cohort: index % 7 } },
  };
}

const eventNames = ['Open', 'View item', 'Search', 'Add to cart', 'Play song', 'Share', 'Rate', 'Checkout', 'Close'];

/** Fifty pages at most, of 200 entries each as far as these go. */
function chartmogul(bytes) {
  const entries = grown(bytes, Number.POSITIVE_INFINITY, entryOf);
  const pages = chunks(entries, Math.max(200, Math.ceil(entries.length / 50)));
  const bodies = pages.map((page, index) =>
    text({ entries: page, cursor: `MjAyNi0w${index}`, has_more: index < pages.length - 1 }),
  );
  return { args: { start: daysBefore(180), end, max_entries: 10_000 }, bodies };
}

function entryOf(index) {
  const type = ['new_biz', 'expansion', 'contraction', 'churn', 'reactivation'][index % 5];
  const movement = Math.round(random(index) * 20_000) + 100;
  return {
    ...{
      description: 'purchased the Silver plan (monthly) with coupon SUMMER',
      type,
      currency: index % 3 ? 'USD' : 'EUR',
    },
    ...{ 'activity-mrr-movement': index % 5 === 2 || index % 5 === 3 ? -movement : movement, 'activity-mrr': movement },
    ...{
      'activity-arr': movement * 12,
      date: `${new Date(now - 86_400_000 - index * 12_007).toISOString().slice(0, 19)}+00:00`,
    },
    ...{ 'subscription-external-id': `sub_${index}`, 'plan-external-id': `plan_${index % 12}` },
    ...{ 'customer-name': `Company ${index % 5_000}`, 'customer-uuid': `cus_${uuid(index % 5_000)}` },
    ...{ 'customer-external-id': `c_${index % 5_000}`, 'billing-connector-uuid': `ds_${uuid(3)}`, uuid: uuid(index) },
  };
}

/** Two hundred pages at most, of 100 rows each as far as these go. */
function fynn(bytes) {
  const rows = grown(bytes, Number.POSITIVE_INFINITY, rowOf);
  const pages = chunks(rows, Math.max(100, Math.ceil(rows.length / 200)));
  const bodies = pages.map((data, index) => {
    const pagination = { totalItems: rows.length, currentPage: index + 1, lastPage: pages.length };
    return text({ data, meta: { pagination } });
  });
  return { args: {}, bodies };
}

function rowOf(index) {
  const currencies = 5 + Math.floor(index / 20_000);
  const day = Math.floor(index / currencies);
  return {
    date: `${new Date(Date.parse(end) - day * 86_400_000).toISOString().slice(0, 10)} 00:00:00`,
    currency_code: ['EUR', 'USD', 'GBP', 'CHF', 'SEK'][index % currencies] ?? `X${(index % currencies) + 100}`,
    revenue: (10_000 + random(index) * 500).toFixed(2),
    churn_revenue: index % 4 ? null : (random(index + 1) * 50).toFixed(2),
    expansion_revenue: index % 3 ? null : (random(index + 2) * 50).toFixed(2),
    new_revenue: (random(index + 3) * 90).toFixed(2),
  };
}

const envelope = { novaRuntime: 1_204, timeComputed: now - 60_000, wasCached: true, cacheFreshness: 'NORMAL' };

/** As many entries as have about so many bytes together: the first ones tell how long one is. */
function grown(bytes, most, make, write = text) {
  const sample = Array.from({ length: 4 }, (_, index) => write(make(index)).length + 1);
  const length = Math.max(1, Math.min(most, Math.round((bytes * 4) / sum(sample))));
  return Array.from({ length }, (_, index) => make(index));
}

function chunks(list, size) {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}

const text = JSON.stringify;

function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}

function campaign(group) {
  return `${['summer', 'winter', 'launch', 'retarget'][group % 4]}_${group} / ${['search', 'social', 'mail'][group % 3]}`;
}

function uuid(seed) {
  const part = (salt, length) =>
    Math.floor(random(seed * 31 + salt) * 16 ** length)
      .toString(16)
      .padStart(length, '0');
  return [part(1, 8), part(2, 4), part(3, 4), part(4, 4), `${part(5, 6)}${part(6, 6)}`].join('-');
}

function datesUntil(days) {
  return Array.from({ length: days }, (_, index) => daysBefore(days - index));
}

/** The first of so many days that end with the last day. */
function daysBefore(days) {
  return new Date(Date.parse(end) - (days - 1) * 86_400_000).toISOString().slice(0, 10);
}

/** The same number from 0 to 1 for the same seed. */
function random(seed) {
  let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}
