/** So many of so many; `people` where fewer people than `of` are behind them. */
export interface Share {
  hits: number;
  of: number;
  people?: number;
}

/** The 95 % interval of a difference of two proportions, in points with one decimal. */
export function interval(now: Share, before: Share): string {
  const { low, high } = ends(now, before);
  return `95 % interval ${signed(low)} to ${signed(high)}`;
}

/** What may be said of two rates: nothing of fewer than 30, or of what cannot be. */
export function outcome(now: Share, before: Share): string {
  if ([now, before].some(({ of, people = of }) => Math.min(of, people) < 30)) return 'too few';
  const { low, high } = ends(now, before);
  return low > 0 ? 'higher' : high < 0 ? 'lower' : 'no clear change';
}

/**
 * As a textbook has it: the bounds of each proportion are where the score test of size 5 % turns, found by halving, and
 * their distances from it add up as squares.
 */
function ends(now: Share, before: Share): { low: number; high: number } {
  const of = (share: Share) => ({ rate: share.hits / share.of, ...bounds(share) });
  const [one, other] = [of(now), of(before)];
  const difference = one.rate - other.rate;
  return {
    low: difference - Math.sqrt((one.rate - one.low) ** 2 + (other.high - other.rate) ** 2),
    high: difference + Math.sqrt((one.high - one.rate) ** 2 + (other.rate - other.low) ** 2),
  };
}

/** "12.4 % of 4,812 against 10.1 % of 4,650 users: up 2.3 points (95 % interval +1.0 to +3.6)" where 0 lies outside. */
export function clearly(now: Share, before: Share, who: string): string {
  const rate = ({ hits, of }: Share) => `${((100 * hits) / of).toFixed(1)} % of ${of.toLocaleString('en-US')}`;
  const difference = (100 * now.hits) / now.of - (100 * before.hits) / before.of;
  const words = `${difference > 0 ? 'up' : 'down'} ${Math.abs(difference).toFixed(1)} points`;
  return `${rate(now)} against ${rate(before)} ${who}: ${words} (${interval(now, before)})`;
}

function bounds({ hits, of, people = of }: Share): { low: number; high: number } {
  const rate = hits / of;
  const rejects = (guess: number) => Math.abs(rate - guess) > 1.959964 * Math.sqrt((guess * (1 - guess)) / people);
  const turn = (outside: number) => {
    let [far, near] = [outside, rate];
    for (let step = 0; step < 60; step += 1) {
      const middle = (far + near) / 2;
      if (rejects(middle)) far = middle;
      else near = middle;
    }
    return near;
  };
  return { low: rate === 0 ? 0 : turn(0), high: rate === 1 ? 1 : turn(1) };
}

function signed(fraction: number): string {
  const told = Math.abs(fraction * 100) < 0.05 ? (fraction * 100).toFixed(2) : (fraction * 100).toFixed(1);
  const text = Number(told) === 0 ? '0.0' : told;
  return Number(text) > 0 ? `+${text}` : text;
}
