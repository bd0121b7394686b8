/** A share of a whole, in percent: 0 to 100. */
export class Percent {
  /**
   * A percentage: `Percent.of(70)` is 70 %.
   * @throws when the value is not a number from 0 to 100
   */
  public static of(value: number): Percent {
    if (typeof value !== 'number' || !(value >= 0 && value <= 100)) {
      throw new RangeError(`percent ${value} is out of range; allowed: 0 to 100; write 70 for 70 %`);
    }
    return new Percent(value);
  }

  private constructor(
    /** The number of percent: 70 for 70 %. */
    public readonly value: number,
  ) {}

  /** The percentage as Kubernetes writes it: `70%`. */
  public toString(): string {
    return `${this.value}%`;
  }
}
