import { describe, expect, it } from 'vitest';
import { failure } from '../../../../src/vendors/amplitude/failure.ts';

describe('the words of Amplitude’s errors', () => {
  it.each([
    [
      'the details with the message behind them',
      error(400, 'Invalid chart definition', 'Invalid user property country'),
      'Invalid user property country (Invalid chart definition)',
    ],
    [
      'the details alone under a message that says nothing',
      error(429, 'Unspecified Error', 'Exceeded rate limit with query of cost 415'),
      'Exceeded rate limit with query of cost 415',
    ],
    ['the message without details', error(400, 'Invalid retention method.'), 'Invalid retention method.'],
    ['details that hold the message', error(400, 'Invalid date', 'Invalid date: 2020'), 'Invalid date: 2020'],
    ['an error that is a string', { error: 'Not found' }, 'Not found'],
    ['details that are an object', error(400, 'Bad', { e: 'is not JSON' }), 'e: is not JSON (Bad)'],
    ['plain text', 'upstream request timeout', 'upstream request timeout'],
    ['the title of a page', '<html><head><title>504 Gateway Time-out</title></head></html>', '504 Gateway Time-out'],
    ['whatever a JSON of another shape says', { code: 7, reason: 'odd' }, 'code: 7; reason: odd'],
  ])('are %s', (_, body, detail) => expect(fail(400, body).detail).toBe(detail));

  it.each([[''], [null], [{}]])('are none in %j', (body) => expect(fail(500, body)).not.toHaveProperty('detail'));
});

describe('too much at Amplitude', () => {
  it('fails on the hourly limit, with the cost that Amplitude names', () => {
    expect(fail(429, error(429, 'Unspecified Error', 'Exceeded rate limit with query of cost 415'))).toEqual({
      kind: 'rate_limit',
      retry: false,
      cost: 415,
      detail: 'Exceeded rate limit with query of cost 415',
      advice: expect.stringMatching(/108,000 cost.*Wait up to an hour/),
    });
  });

  it('names the limit of user calls on the endpoints that it belongs to', () => {
    for (const endpoint of ['/api/2/useractivity', '/api/2/usersearch']) {
      const failed = fail(429, error(429, 'Unspecified Error', 'Exceeded rate limit with query of cost 1'), endpoint);
      expect(failed).toMatchObject({ retry: false, advice: expect.stringContaining('360 user activity') });
    }
  });

  it('tries again after the concurrent limit', () => {
    const failed = fail(429, error(429, 'Unspecified Error', 'Exceeded concurrent limit with query of cost 1,008'));
    expect(failed).toMatchObject({ kind: 'rate_limit', retry: true, cost: 1008 });
    expect(fail(429, 'Exceeded concurrent limit')).toMatchObject({ retry: true });
  });

  it('does not try again when no limit is named', () => {
    const failed = fail(429, error(429, 'Unspecified Error'));
    expect(failed).toMatchObject({ kind: 'rate_limit', retry: false });
    expect(failed).not.toHaveProperty('cost');
  });
});

describe('refusals of Amplitude', () => {
  it.each([401, 403])('%d names both keys and the other region', (status) => {
    const failed = fail(status, error(status, 'Unauthorized'));
    expect(failed).toMatchObject({ kind: 'credentials', retry: false });
    for (const name of ['AMPLITUDE_API_KEY', 'AMPLITUDE_SECRET_KEY', 'AMPLITUDE_REGION to eu (or us)']) {
      expect(failed.advice).toContain(name);
    }
  });

  it('says of a chart that it may belong to another project', () => {
    expect(fail(403, '', chart).advice).toContain('project');
    expect(fail(404, 'Not found', chart)).toMatchObject({
      kind: 'not_found',
      advice: expect.stringContaining('chart'),
    });
  });

  it.each([
    ["Chart abc123 does not exist. The demo's charts: demo-dau, demo-revenue", 'not_found', 'no such chart'],
    ['Chart not found', 'not_found', 'no such chart'],
    ['The chart does not exist', 'not_found', 'no such chart'],
    ['Unknown chart abc123', 'not_found', 'no such chart'],
    ['Event x of the chart does not exist', 'input', 'mend it there'],
    ['Chart has a property that does not exist', 'input', 'mend it there'],
  ])('400 "%s" at a chart is %s', (details, kind, advice) => {
    const failed = fail(400, error(400, 'Invalid chart', details), chart);
    expect(failed).toMatchObject({ kind, retry: false, advice: expect.stringContaining(advice) });
    expect(failed.detail).toContain(details);
    expect(fail(400, error(400, 'Invalid chart', details)).kind).toBe('input');
  });

  it.each([400, 403])('%d about a date too far back blames the date, not the keys', (status) => {
    const failed = fail(status, error(status, 'Forbidden', 'Date too far back'));
    expect(failed).toMatchObject({ kind: 'input', retry: false, advice: expect.stringContaining('later `start`') });
    expect(failed.advice).not.toContain('KEY');
    expect(fail(status, error(status, 'Forbidden', 'Date too far back'), chart).advice).not.toContain('`start`');
  });

  it.each([
    ['Invalid user property country', 'with the prefix gp:'],
    ['Invalid user property gp:country', 'without gp:'],
    ['Invalid event property plan', 'event properties without gp:'],
    ['Unknown event Any Active Event', '_active (Any Active Event)'],
    ['start is after end', '`start` or `end`'],
    ['Invalid retention method.', 'Change what Amplitude names'],
  ])('400 "%s" is answered with what to change: %s', (details, advice) => {
    const failed = fail(400, error(400, 'Invalid chart definition', details));
    expect(failed).toMatchObject({ kind: 'input', retry: false, advice: expect.stringContaining(advice) });
  });

  it.each([
    ['Invalid user property country', 'property'],
    ['Unknown event Any Active Event', 'event'],
    ['Invalid retention method.', 'name'],
    ['start is after end', undefined],
    ['Date too far back', undefined],
  ])('400 "%s" may be about: %s', (details, about) => {
    expect(fail(400, error(400, 'Invalid chart definition', details)).about).toBe(about);
    expect(fail(400, error(400, 'Invalid chart', details), chart).about).toBeUndefined();
  });

  it('says which id user activity wants, and where a chart is mended', () => {
    expect(fail(400, error(400, 'Invalid'), '/api/2/useractivity').advice).toContain('numeric Amplitude ID');
    expect(fail(400, error(400, 'Invalid user property x'), chart).advice).toContain('chart');
  });
});

describe('faults of Amplitude', () => {
  it.each([
    [500, false],
    [502, true],
    [503, true],
    [504, true],
  ])('%d is its own, and trying again is %s', (status, retry) => {
    expect(fail(status, '<html><h1>Sorry</h1></html>')).toMatchObject({ kind: 'vendor', retry, detail: 'Sorry' });
  });

  it.each([
    [404, 'not_found'],
    [302, 'vendor'],
    [418, 'vendor'],
    [413, 'input'],
  ])('%d is %s', (status, kind) => expect(fail(status, {})).toMatchObject({ kind, retry: false }));

  it('takes a page that says "too far back" with status 500 for a fault all the same', () => {
    expect(fail(500, 'Date too far back').kind).toBe('vendor');
  });
});

const chart = '/api/3/chart/{chart}/query';

function fail(status: number, body: unknown, endpoint = '/api/2/events/segmentation') {
  return failure({ status, body, endpoint });
}

function error(http_code: number, message: string, details?: unknown) {
  const metadata = details === undefined ? {} : { metadata: { details } };
  return { error: { http_code, type: 'invalid', message, ...metadata } };
}
