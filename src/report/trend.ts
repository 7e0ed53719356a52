import { addDays, addMonths } from './calendar.ts';
import { areTimes, byTime, hasBegun, type Point, points, type Rhythm, type Span } from './series.ts';

/** What a series says: only complete points that have data count, except in `points`. */
export interface Trend {
  /** Made when they are looked at. */
  readonly points: readonly Point[];
  /** The point at a place; null beyond the last. */
  point(place: number): Point | null;
  /** The figures of the points, which are there already: for whoever looks at all of a thousand series. */
  values: readonly (number | null)[];
  latest: Point | null;
  /**
   * What the latest compares with: a day with the same weekday a week before, an hour with the same hour a week before,
   * or a day before where the range is shorter, else the period before.
   */
  before: Point | null;
  /** Unweighted, over `size` points. */
  mean: number | null;
  size: number;
  peak: Point | null;
  low: Point | null;
}

export function trend(series: readonly Point[], interval: Rhythm): Trend {
  const values = series.map(({ value }) => value);
  return trendOf(axisOf(series, interval), values);
}

/**
 * Trends of series over the same dates, in the order of `chronological`; points that are not sure are never complete. A
 * thousand series may have a thousand dates: what depends on these alone is worked out once, and the figures stay in the
 * lists in which they were sent where they can.
 */
export function trendReader(
  dates: readonly string[],
  span: Span,
  isSure: (at: string) => boolean = () => true,
): (values: readonly (number | null)[]) => Trend {
  const sent = points(dates, [], span).map(({ at, complete }, place) => ({
    at,
    place,
    complete: complete && isSure(at),
  }));
  const dated = areTimes(sent, span.interval);
  const all = dated ? sent.toSorted(byTime) : sent;
  const begun = dated ? all.filter(({ at }) => hasBegun(at, span)) : all;
  const coming = dated ? all.filter(({ at }) => !hasBegun(at, span)) : [];
  const read = placesReader(begun, span.interval);
  return (values) => {
    const known = coming.filter(({ place }) => (values[place] ?? 0) !== 0);
    return known.length === 0 ? read(values) : placesReader([...begun, ...known], span.interval)(values);
  };
}

/** Of the figures in these places, which may be all of them as they were sent. */
function placesReader(places: readonly Placed[], interval: Rhythm): (values: readonly (number | null)[]) => Trend {
  const axis = axisOf(places, interval);
  const inOrder = places.every(({ place }, index) => place === index);
  return (values) => {
    const asSent = inOrder && values.length === places.length;
    return trendOf(axis, asSent ? values : places.map(({ place }) => values[place] ?? null));
  };
}

interface Placed {
  at: string;
  complete: boolean;
  place: number;
}

/** The times of points, and whether these are complete: series of one answer have them in common. */
interface Axis {
  at: readonly string[];
  complete: readonly boolean[];
  /** The places of the points that one compares with, best first. */
  earlier(at: string): readonly number[];
}

function axisOf(series: readonly Omit<Point, 'value'>[], interval: Rhythm): Axis {
  const at = series.map((point) => point.at);
  const known = new Map<string, readonly number[]>();
  const placesOf = (one: string) => at.flatMap((other, place) => (other === one ? [place] : []));
  const earlier = (one: string) => {
    const places = known.get(one) ?? comparable(one, interval).flatMap(placesOf);
    known.set(one, places);
    return places;
  };
  return { at, complete: series.map(({ complete }) => complete), earlier };
}

/** Of as many figures as the axis is long. */
function trendOf(axis: Axis, values: readonly (number | null)[]): Trend {
  const pointOf = (at: string, place: number): Point => {
    return { at, value: values[place] ?? null, complete: axis.complete[place] === true };
  };
  const point = (place: number) => {
    const at = axis.at[place];
    return at === undefined ? null : pointOf(at, place);
  };
  const { sum, size, ...places } = placesOf(axis, values);
  const latest = point(places.latest);
  const earlier = latest === null ? [] : axis.earlier(latest.at);
  const isKnown = (place: number) => axis.complete[place] === true && (values[place] ?? null) !== null;
  return {
    get points() {
      return axis.at.map(pointOf);
    },
    point,
    values,
    latest,
    size,
    before: point(earlier.find(isKnown) ?? -1),
    mean: size > 0 ? sum / size : null,
    peak: point(places.peak),
    low: point(places.low),
  };
}

/** Where the latest, the highest and the lowest figure stand, of equal ones the first; -1 where nothing is known. */
function placesOf({ complete }: Axis, values: readonly (number | null)[]) {
  let [latest, peak, low, sum, size] = [-1, -1, -1, 0, 0];
  let [highest, lowest] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let place = 0; place < complete.length; place++) {
    const value = values[place] ?? null;
    if (value === null || complete[place] !== true) continue;
    latest = place;
    sum += value;
    size += 1;
    if (value > highest || peak < 0) [highest, peak] = [value, place];
    if (value < lowest || low < 0) [lowest, low] = [value, place];
  }
  return { latest, peak, low, sum, size };
}

/** The labels of the points that a point compares with, best first. */
function comparable(at: string, interval: Rhythm): string[] {
  const date = at.slice(0, 10);
  if (interval === 'monthly') return [addMonths(date, -1)];
  const days = interval === 'daily' || interval === 'weekly' ? [7] : [7, 1];
  return days.map((back) => `${addDays(date, -back)}${at.slice(10)}`);
}
