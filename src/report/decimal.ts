import Big from 'big.js';

/**
 * An exact decimal, of which nothing is ever rounded. Nearly all amounts of money are whole hundredths: these are kept as an
 * integer, which adds up many times as fast as a Big and takes a fraction of its memory. Whatever is finer or longer is a Big.
 */
export class Decimal {
  /** The hundredths as an integer of at most fifteen digits, or the amount where there is none. */
  private readonly kept: number | Big;

  private constructor(kept: number | Big) {
    // Never -0.
    this.kept = kept === 0 ? 0 : kept;
  }

  /** Of a number or a decimal text: 61.5, "-61.50", "+61.50". */
  static of(sent: number | string): Decimal {
    const value = Number(sent);
    const hundredths = Math.round(value * 100);
    const isSame = hundredths / 100 === value && isExact(sent) && isShort(hundredths);
    return new Decimal(isSame ? hundredths : bigOf(sent));
  }

  /** Of an amount in cents, as a number or a decimal text. */
  static ofHundredths(sent: number | string): Decimal {
    const hundredths = Number(sent);
    const isWhole = Number.isInteger(hundredths) && isExact(sent) && isShort(hundredths);
    return new Decimal(isWhole ? hundredths : bigOf(sent).times('0.01'));
  }

  static sum(amounts: Iterable<Decimal>): Decimal {
    let hundredths = 0;
    let others = zero;
    for (const { kept } of amounts) {
      if (typeof kept !== 'number') others = others.plus(kept);
      else if (isShort(hundredths + kept)) hundredths += kept;
      else others = others.plus(inUnits(kept));
    }
    return others.eq(0) ? new Decimal(hundredths) : new Decimal(others.plus(inUnits(hundredths)));
  }

  plus({ kept }: Decimal): Decimal {
    if (typeof this.kept === 'number' && typeof kept === 'number' && isShort(this.kept + kept))
      return new Decimal(this.kept + kept);
    return new Decimal(inUnits(this.kept).plus(inUnits(kept)));
  }

  minus({ kept }: Decimal): Decimal {
    if (typeof this.kept === 'number' && typeof kept === 'number' && isShort(this.kept - kept))
      return new Decimal(this.kept - kept);
    return new Decimal(inUnits(this.kept).minus(inUnits(kept)));
  }

  negated(): Decimal {
    return new Decimal(typeof this.kept === 'number' ? -this.kept : this.kept.times(-1));
  }

  abs(): Decimal {
    return this.sign() < 0 ? this.negated() : this;
  }

  /** Above, equal to or below 0: 1, 0 or -1. */
  sign(): number {
    return typeof this.kept === 'number' ? Math.sign(this.kept) : this.kept.cmp(0);
  }

  /** Positive where this is more than the other, 0 where they are equal, negative where it is less. */
  compare({ kept }: Decimal): number {
    if (typeof this.kept === 'number' && typeof kept === 'number') return this.kept - kept;
    return inUnits(this.kept).cmp(inUnits(kept));
  }

  equals(other: Decimal): boolean {
    return this.compare(other) === 0;
  }

  /** This divided by the other, which is not 0, as the nearest number. */
  over(other: Decimal): number {
    return Number(inUnits(this.kept).div(inUnits(other.kept)));
  }

  toNumber(): number {
    return typeof this.kept === 'number' ? this.kept / 100 : Number(this.kept);
  }

  /** With all its digits, and at least the two decimals that money has: "61.50". */
  text(): string {
    const whole = inUnits(this.kept);
    const decimals = whole.toFixed().split('.')[1]?.length ?? 0;
    return whole.toFixed(Math.max(2, decimals));
  }
}

// Two decimals of at most fifteen digits are never the same number.
const mostDigits = 15;
const tooLong = 10 ** mostDigits;

const zero = new Big(0);

/** A text may have a plus, which Big does not know. */
function bigOf(sent: number | string): Big {
  return new Big(typeof sent === 'string' ? sent.replace(/^\+(?!-)/, '') : sent);
}

/** Whether its number is all of it. What Number takes and Big does not ("", " 5", "0x10") is left to Big, which throws. */
function isExact(sent: number | string): boolean {
  return typeof sent === 'number' || (sent.length <= mostDigits && /^[+-]?[\d.]+$/.test(sent));
}

function isShort(hundredths: number): boolean {
  return Math.abs(hundredths) < tooLong;
}

function inUnits(kept: number | Big): Big {
  return typeof kept === 'number' ? new Big(kept).times('0.01') : kept;
}
