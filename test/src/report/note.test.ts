import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Gravity, inOrder, type Note, noteOf } from '../../../src/report/note.ts';

/** Gravest first, written down a second time. */
const ranks: Record<Gravity, number> = { doubt: 0, missing: 1, partial: 2, moved: 3, assumed: 4, reading: 5 };

const gravity = fc.constantFrom<Gravity>('reading', 'assumed', 'moved', 'partial', 'missing', 'doubt');
// Of few texts, so that some come twice, also with another gravity.
const text = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', '');
const notes = fc.array(fc.record<Note>({ gravity, text }), { maxLength: 30 });

describe('notes in order', () => {
  it('are gravest first, and as they were given where they are equally grave', () => {
    const [reading, doubt, partial] = [noteOf('reading'), noteOf('doubt'), noteOf('partial')];
    const given = [reading('r1'), partial('p1'), doubt('d2'), reading('r0'), doubt('d1'), partial('p0')];
    expect(inOrder(given).map(({ text }) => text)).toEqual(['d2', 'd1', 'p1', 'p0', 'r1', 'r0']);
  });

  it('are sorted, stable, complete and none twice, whatever comes', () => {
    fc.assert(
      fc.property(notes, (given) => {
        const ordered = inOrder(given);
        const texts = ordered.map((note) => note.text);
        expect(new Set(texts).size).toBe(texts.length);
        expect(new Set(texts)).toEqual(new Set(given.map((note) => note.text)));
        ordered.slice(1).forEach((note, index) => {
          const before = ordered[index] ?? note;
          const step = ranks[note.gravity] - ranks[before.gravity];
          expect(step).toBeGreaterThanOrEqual(0);
          if (step === 0) expect(given.indexOf(note)).toBeGreaterThan(given.indexOf(before));
        });
      }),
    );
  });

  it('have of one text the gravest, in whatever order the notes were given', () => {
    fc.assert(
      fc.property(notes, (given) => {
        for (const { text, gravity } of inOrder(given)) {
          const same = given.filter((note) => note.text === text).map((note) => ranks[note.gravity]);
          expect(ranks[gravity]).toBe(Math.min(...same));
        }
      }),
    );
  });

  it('leave what was given as it was', () => {
    fc.assert(
      fc.property(notes, (given) => {
        const copy = structuredClone(given);
        inOrder(given);
        expect(given).toEqual(copy);
      }),
    );
  });
});
