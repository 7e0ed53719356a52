import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { searchUsers } from '../../../tools/amplitude/search-users.ts';
import { bind, printed, report, requestLine, table, text } from '../../support/ask.ts';

const one = {
  matches: [{ user_id: 'myusername', amplitude_id: 12345 }],
  type: 'match_user_or_device_id',
};

describe('the request', () => {
  it('asks for the query in the pool of user calls', () => {
    const call = bind(searchUsers, { query: ' 0786zXEdyOX1rS3M-P_m1d ' });
    expect(requestLine(call)).toBe('/api/2/usersearch?user=0786zXEdyOX1rS3M-P_m1d');
    expect(call.price).toEqual({ cost: 1, pool: 'user' });
  });

  it('takes a number as text and refuses an empty query', () => {
    expect(requestLine(bind(searchUsers, { query: 356893043036 }))).toBe('/api/2/usersearch?user=356893043036');
    expect(() => bind(searchUsers, { query: ' ' })).toThrow(/"query" must not be empty/);
    expect(() => bind(searchUsers, {})).toThrow(/"query" is required/);
  });
});

describe('the report', () => {
  it('names the Amplitude ID and how it was matched, and masks the rest', () => {
    const said = text(report(searchUsers, { query: 'myusername' }, [one]));
    expect(said).toContain('1 user matches, by user ID or device ID (match_user_or_device_id).');
    expect(said).toContain('Amplitude ID 12345');
    expect(said).toContain('amplitude_user_activity');
    expect(said).toContain('METRICS_MCP_SHOW_PII=true');
    expect(said).not.toContain('myusername');
  });

  it('shows ids when the owner allows it', () => {
    const said = report(searchUsers, { query: 'x' }, [one], { showPersonalData: true });
    expect(printed(table(said, 'matches'))[0]?.user_id).toBe('myusername');
    expect(said.notes).toEqual([]);
  });

  it('says that nobody matches', () => {
    const said = report(searchUsers, { query: 'x' }, [{ type: 'nomatch', matches: [] }]);
    expect(said.empty).toBe(true);
    expect(text(said)).toMatch(/^No user matches\./);
  });

  it('calls a round count what was returned, as no limit is documented and there may be one', () => {
    const some = (length: number) => ({
      type: 'match_user_id_prefix',
      matches: Array.from({ length }, (_, index) => ({ amplitude_id: 1000 + index, user_id: `u${index}` })),
    });
    const told = (length: number) => report(searchUsers, { query: 'u' }, [some(length)], { showPersonalData: true });
    expect(told(100).headline[0]).toBe('100 users returned, by the start of the user ID (match_user_id_prefix).');
    expect(told(100).notes).toEqual([
      '100 is a round count, which may be where Amplitude stops; it documents no limit. If a user is missing, search for more of the user ID.',
    ]);
    expect(told(1_000).headline[0]).toContain('1,000 users returned, ');
    for (const length of [1, 99, 101]) expect(told(length).notes).toEqual([]);
    expect(told(99).headline[0]).toBe('99 users match, by the start of the user ID (match_user_id_prefix).');
  });

  it('keeps all digits, unknown types and further keys', () => {
    const body = {
      type: 'match_something_new',
      matches: [
        {
          amplitude_id: '12345678901234567890',
          user_id: null,
          last_device_id: 'D-1',
          platform: 'iOS',
          country: '',
          last_seen: '2026-08-14',
        },
        { amplitude_id: 7, user_id: 8 },
      ],
    };
    const said = report(searchUsers, { query: 'x' }, [body]);
    expect(said.headline[0]).toBe('2 users match, match type match_something_new.');
    expect(printed(table(said, 'matches'))).toEqual([
      {
        amplitude_id: '12345678901234567890',
        user_id: 'n/a',
        last_seen: '2026-08-14',
        platform: 'iOS',
        country: 'n/a',
        last_device_id: '(device #1)',
      },
      {
        amplitude_id: '7',
        user_id: '(user #1)',
        last_seen: 'n/a',
        platform: 'n/a',
        country: 'n/a',
        last_device_id: 'n/a',
      },
    ]);
  });

  it('fails where the shape drifted', () => {
    expect(() => report(searchUsers, { query: 'x' }, [{ type: 'a' }])).toThrow(/matches should be an array/);
    expect(() => report(searchUsers, { query: 'x' }, [{ matches: [{ user_id: 'a' }] }])).toThrow(/amplitude_id/);
  });

  it('fits thousands of hostile matches into the budget', () => {
    const matches = Array.from({ length: 5_000 }, (_, index) => ({
      amplitude_id: 100_000_000_000 + index,
      user_id: `user${index}@example.com`,
      last_device_id: 'f'.repeat(10_000),
      platform: '|`\n\u202e\u200b'.repeat(100),
      country: 'United States of America and a lot more '.repeat(20),
      last_seen: '2026-08-14',
    }));
    const said = report(searchUsers, { query: 'user' }, [{ matches, type: '*'.repeat(10_000) }]);
    const short = text(said);
    const full = text(said, 6_000, true);
    expect(countTokens(short)).toBeLessThanOrEqual(800);
    expect(countTokens(full)).toBeLessThanOrEqual(6_000);
    expect(short).toContain('5,000 users returned');
    expect(short).toContain('100000000000');
    expect(full).not.toMatch(/NaN|Infinity|undefined|null|\[object|@example/);
    expect(table(said, 'matches').rows).toHaveLength(5_000);
  });
});
