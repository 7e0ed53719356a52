import { describe, expect, it } from 'vitest';
import { judge } from './judge.ts';
import type { Expected, Question } from './question.ts';
import { ask, cell, inAnswer, read, row, sentence } from './shorthand.ts';
import type { Replies } from './site.ts';

const page = (users: number) =>
  `${users} active users.\n\n**points**: daily\n| date | users |\n|---|---|\n| 2026-09-16 | ${users} |\n---`;

describe('a question is missed', () => {
  it('when a figure is not there', () => {
    expect(faults([sentence('104', /active users/)], [page(104)])).toEqual([]);
    expect(faults([sentence('104', /active users/)], [page(105)])).toEqual(['expected 104 with /active users/']);
    expect(faults([sentence('104', /active users/)], [])).toHaveLength(1);
  });

  it('when one of several figures is not there', () => {
    const both = [sentence('104', /active users/), cell('104', 'users', row('2026-09-15'))];
    expect(faults(both, [page(104)])).toEqual(['expected 104 under users of 2026-09-15']);
  });

  it('when it stands in another answer than it should', () => {
    expect(faults([inAnswer(2, sentence('104', /active users/))], [page(104), page(90)])).toHaveLength(1);
    expect(faults([inAnswer(1, sentence('104', /active users/))], [page(104), page(90)])).toEqual([]);
  });

  it('when a wrong figure would do as well', () => {
    const text = 'Between 103, 104 and 105 active users.\n---';
    expect(faults([{ figure: '104', words: /#/, of: [] }], [text])).toEqual([
      '105 and 103 would pass for 104 with /#/',
    ]);
  });

  it('when the figure of another company would do as well', () => {
    const two = 'iOS 40 users, Web 19 users.\n---';
    const other = question([sentence('19', /users/)], 1);
    const { faults } = judge(question([sentence('40', /users/)], 1), replies([two]), other);
    expect(faults).toEqual(['19 would pass for 40 with /users/']);
  });

  it('when an answer is too long, but for read_result', () => {
    const long = `${page(104)}\n${'one more word '.repeat(400)}`;
    expect(faults([sentence('104', /active users/)], [long]).join()).toMatch(
      /answer 1 has \d+ tokens, 800 are allowed/,
    );
    const steps = [ask('amplitude_active_users', {}), read('points', {})];
    const asked = { ...question([sentence('104', /active users/)], 1), calls: steps };
    expect(judge(asked, replies([page(104), long]), undefined).faults).toEqual([]);
  });

  it('when a call failed', () => {
    const failed = { ...replies([page(104)]), faults: ['amplitude_active_users failed'] };
    expect(judge(question([sentence('104', /active users/)], 1), failed, undefined).faults).toEqual(failed.faults);
  });
});

it('the raw JSON is right when it holds all the figures', () => {
  const asked = question([sentence('104', /active users/), sentence('12.4 %', /share/)], 1);
  const verdict = (body: string) => judge(asked, { ...replies([page(104)]), bodies: [body] }, undefined).raw;
  expect(verdict('{"users":104,"share":0.1244}')).toMatchObject({ isRight: true, isCut: false });
  expect(verdict('{"users":104}')).toMatchObject({ isRight: false });
});

function faults(expects: Expected[], texts: string[]): string[] {
  return judge(question(expects, texts.length), replies(texts), undefined).faults;
}

function question(expects: Expected[], calls: number): Question {
  const step = ask('amplitude_active_users', {});
  return { id: 'users', group: 'lookup', asks: 'How many?', calls: Array.from({ length: calls }, () => step), expects };
}

function replies(texts: string[]): Replies {
  return { asked: [], texts, bodies: ['{}'], faults: [] };
}
