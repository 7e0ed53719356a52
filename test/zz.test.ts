import { it } from 'vitest';
import { tellsOfUsers } from '../src/results/about-users.ts';
import { pack } from '../src/results/pack.ts';
it('x', async () => {
  for (const body of [
    JSON.stringify(Array.from({ length: 300_000 }, (_, i) => ({ label: `Label ${i}`, v: i }))),
    JSON.stringify(Array.from({ length: 900_000 }, (_, i) => i * 7)),
    `"${'a'.repeat(5_000_000)}"`,
    JSON.stringify(Array.from({ length: 100_000 }, (_, i) => `some-long.name_of+thing%${i}_and-more-words.and-more`)),
  ]) {
    let b = performance.now(); tellsOfUsers([body]); const a = performance.now() - b;
    b = performance.now(); const p = await pack({ id: '', tool: '', input: {}, bodies: [body], fetchedAt: 0, zone: '', owner: '', cost: 1, personal: false });
    console.log(body.length, a, performance.now() - b, p?.length);
  }
});
