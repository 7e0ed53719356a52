import type { MovementType } from './subscriptions/types.ts';

export interface ActivityQuery {
  type: MovementType | null;
  /** Milliseconds, both ends included. */
  start: number;
  end: number;
  descending: boolean;
  perPage: number;
  /** The activity after which the page begins. */
  after: string | null;
  /** Asked by cursor, whose answers carry no `per_page`. */
  byCursor: boolean;
}

type Refused = { errors: Record<string, string> };

const types = ['new_biz', 'reactivation', 'expansion', 'contraction', 'churn'] as const;
const known = ['cursor', 'per-page', 'start-date', 'end-date', 'type', 'order', 'start-after'];

/** Reads the query of `/v1/activities`; what cannot be read is refused by parameter. */
export function readActivityQuery(query: URLSearchParams): ActivityQuery | Refused {
  const cursor = query.get('cursor');
  const position = cursor === null ? query.get('start-after') : positionOf(cursor);
  const parsed = {
    type: oneOf(types, query.get('type')),
    start: instant(query.get('start-date'), Number.NEGATIVE_INFINITY),
    end: instant(query.get('end-date'), Number.POSITIVE_INFINITY),
    order: oneOf(['date', '-date'] as const, query.get('order')),
    perPage: pageSize(query.get('per-page')),
  };
  const errors = { ...unknownParameters(query), ...mistakes(parsed), ...(position === undefined ? badCursor : {}) };
  if (Object.keys(errors).length > 0) return { errors };
  return {
    type: parsed.type ?? null,
    start: parsed.start ?? Number.NEGATIVE_INFINITY,
    end: parsed.end ?? Number.POSITIVE_INFINITY,
    descending: parsed.order === '-date',
    perPage: parsed.perPage ?? 200,
    after: position ?? null,
    byCursor: cursor !== null,
  };
}

/** Opaque to its reader: base64 that always ends in `=`, so a client that does not encode it is found out. */
export function cursorAt(activityId: string): string {
  return Buffer.from(`at:${activityId}.`).toString('base64');
}

const badCursor = { cursor: 'is invalid' };

function positionOf(cursor: string): string | undefined {
  const [, id] = /^at:([0-9a-f-]{36})\.$/.exec(Buffer.from(cursor, 'base64').toString('utf8')) ?? [];
  return id !== undefined && cursorAt(id) === cursor ? id : undefined;
}

/** undefined: not readable. */
interface Parsed {
  type: MovementType | null | undefined;
  start: number | undefined;
  end: number | undefined;
  order: 'date' | '-date' | null | undefined;
  perPage: number | undefined;
}

function mistakes(parsed: Parsed): Record<string, string> {
  return {
    ...(parsed.type === undefined ? { type: `must be one of ${types.join(', ')}` } : {}),
    ...(parsed.start === undefined ? { 'start-date': 'must be an ISO 8601 formatted time' } : {}),
    ...(parsed.end === undefined ? { 'end-date': 'must be an ISO 8601 formatted time' } : {}),
    ...(parsed.order === undefined ? { order: 'must be date or -date' } : {}),
    ...(parsed.perPage === undefined ? { 'per-page': 'must be a number from 1 to 200' } : {}),
  };
}

function unknownParameters(query: URLSearchParams): Record<string, string> {
  const unknown = [...query.keys()].filter((name) => !known.includes(name));
  return Object.fromEntries(unknown.map((name) => [name, 'is not simulated by the demo']));
}

function oneOf<T extends string>(values: readonly T[], text: string | null): T | null | undefined {
  return text === null ? null : values.find((value) => value === text);
}

function pageSize(text: string | null): number | undefined {
  if (text === null) return 200;
  return /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 200 ? Number(text) : undefined;
}

/** "The timezone defaults to UTC … The time defaults to 00:00:00 unless specified otherwise." */
function instant(text: string | null, absent: number): number | undefined {
  if (text === null) return absent;
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/.exec(text);
  if (match === null) return undefined;
  const [, date, time = '00:00:00', zone = 'Z'] = match;
  const milliseconds = Date.parse(`${date}T${time}${zone}`);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
