import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ArgumentFault, callArguments } from '../../../src/commands/call-arguments.ts';

const folder = mkdtempSync(join(tmpdir(), 'metrics-mcp-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a pair', () => {
  test.each<[string[], Record<string, unknown>]>([
    [[], {}],
    [['start=-14d'], { start: '-14d' }],
    [['search=a = b'], { search: 'a = b' }],
    [['search='], { search: '' }],
    [['search=two\nlines'], { search: 'two\nlines' }],
    // What a number is meant as, the tool's schema tells: the version 5.10 must not become 5.1, nor an id lose digits.
    [['app_version=5.10'], { app_version: '5.10' }],
    [['amplitude_id=12345678901234567890'], { amplitude_id: '12345678901234567890' }],
    [['dry_run=true'], { dry_run: 'true' }],
    [['search=null'], { search: 'null' }],
    [['events=view', 'events=buy'], { events: ['view', 'buy'] }],
    [['events=["view","buy"]'], { events: ['view', 'buy'] }],
    [
      ['brackets=[0,4]', 'brackets=[5,10]'],
      {
        brackets: [
          [0, 4],
          [5, 10],
        ],
      },
    ],
    [['events={"event_type":"view"}'], { events: { event_type: 'view' } }],
    [['search="quoted"'], { search: 'quoted' }],
    // Amplitude's own events begin like this.
    [['events=[Amplitude] Page Viewed'], { events: '[Amplitude] Page Viewed' }],
    [['search="half'], { search: '"half' }],
    [['search=@somebody'], { search: '@somebody' }],
    // The tool says which names it knows.
    [['Start=-7d'], { Start: '-7d' }],
    [['group-by=country'], { 'group-by': 'country' }],
  ])('%j', async (words, expected) => {
    expect(await callArguments(words)).toEqual(expected);
  });
});

describe('a whole object', () => {
  test('as JSON, and pairs that change it', async () => {
    const words = ['{"start":"-7d","interval":"daily"}', 'interval=weekly'];
    expect(await callArguments(words)).toEqual({ start: '-7d', interval: 'weekly' });
    expect(await callArguments(words.toReversed())).toEqual({ start: '-7d', interval: 'weekly' });
  });

  test('from a file', async () => {
    const path = join(folder, 'arguments.json');
    writeFileSync(path, '{"start": "-7d"}');
    expect(await callArguments([`@${path}`, 'end=today'])).toEqual({ start: '-7d', end: 'today' });
  });

  test.each<[string, BufferEncoding]>([
    ['UTF-8 with a mark', 'utf8'],
    ['UTF-16, as > of Windows PowerShell writes', 'utf16le'],
  ])('from a file in %s', async (_, encoding) => {
    const path = join(folder, `${encoding}.json`);
    writeFileSync(path, '\ufeff{"start": "-7d", "search": "Käufe"}\r\n', encoding);
    expect(await callArguments([`@${path}`])).toEqual({ start: '-7d', search: 'Käufe' });
  });

  test('is plain data, whatever its keys', async () => {
    const args = await callArguments(['{"__proto__":{"start":"-7d"}}']);
    expect(Object.keys(args)).toEqual(['__proto__']);
    expect(args.start).toBeUndefined();
  });
});

describe('what is neither', () => {
  test.each([
    [['limit'], '"limit" is no argument'],
    [['=-7d'], 'is no argument'],
    // Windows PowerShell takes the quotes out of ["view","buy"].
    [['events=[view,buy]'], 'events begins and ends like JSON, and is none'],
    [['events={event_type:view}'], 'begins and ends like JSON'],
    [['[1,2]'], 'must be one JSON object, and is none'],
    [['{"start":'], 'must be one JSON object, and is none'],
    [['@/no/such/file'], 'the file /no/such/file cannot be read'],
  ])('%j is told', async (words, sentence) => {
    const fault: unknown = await callArguments(words).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(ArgumentFault);
    expect(String(fault)).toContain(sentence);
  });
});
