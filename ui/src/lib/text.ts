// The one place on the screen where offsets change their unit: the workbench counts Unicode scalar values, the
// engine's strings count UTF-16 units.

/** A text whose places can be told in both units. */
export class Text {
  readonly units: string;
  /** Scalar values in all. */
  readonly length: number;
  /** The scalar places of characters that take two units, ascending. */
  readonly #astral: number[] = [];

  constructor(text: string) {
    this.units = text;
    let scalar = 0;
    for (const character of text) {
      if (character.length === 2) this.#astral.push(scalar);
      scalar += 1;
    }
    this.length = scalar;
  }

  /** The unit at which the scalar value `scalar` starts. */
  unitAt(scalar: number): number {
    return scalar + this.#count((astral) => astral < scalar);
  }

  /** The scalar value at `unit`; a unit between two surrogates belongs to the character's start. */
  scalarAt(unit: number): number {
    // The nth such character starts at its scalar place and n units more; it ends two units after its start.
    const ended = this.#count((scalar, n) => scalar + n + 2 <= unit);
    const start = this.#astral[ended];
    return start !== undefined && start + ended < unit ? start : unit - ended;
  }

  /** The words from scalar value `start` up to `end`. */
  slice(start: number, end: number): string {
    return this.units.slice(this.unitAt(start), this.unitAt(end));
  }

  /** How many of the characters of two units, from the first on, `holds` is true of. */
  #count(holds: (scalar: number, n: number) => boolean): number {
    let low = 0;
    let high = this.#astral.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(this.#astral[middle] as number, middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
