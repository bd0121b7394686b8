import { isFields } from '../synth/manifest';

/** What is written in place of a masked value. */
export const MASKED = '<masked>';

/**
 * What a snapshot leaves out: a field path (`spec.replicas`, `metadata.annotations["acme.com/commit"]`), where `*` stands for
 * any one key or index and `**` for any number of them; or a regular expression, which replaces what it matches in any text.
 */
export type Mask = string | RegExp;

/** Masks values and remembers which masks found something. */
export class Masks {
  readonly #paths: ReadonlyMap<string, readonly string[]>;
  readonly #patterns: readonly RegExp[];
  readonly #used = new Set<Mask>();

  /** @throws {RangeError} with all masks that cannot be read */
  constructor(masks: readonly Mask[]) {
    this.#patterns = masks.filter((mask) => mask instanceof RegExp);
    const texts = masks.filter((mask) => typeof mask === 'string');
    const unreadable = texts.filter((text) => stepsOf(text).join('') === '' || !PATH.test(text));
    if (unreadable.length > 0)
      throw new RangeError(
        `mask ${unreadable.map((text) => `'${text}'`).join(', ')} is no field path; allowed: keys and indexes as in spec.containers[*].image, metadata.labels["acme.com/team"], **.image; correct it`,
      );
    this.#paths = new Map(texts.map((text) => [text, stepsOf(text)]));
  }

  /** The same data with masked values. */
  public apply(value: unknown, trail: readonly string[] = []): unknown {
    const mask = [...this.#paths].find(([, steps]) => trail.length > 0 && matches(steps, trail));
    if (mask !== undefined) {
      this.#used.add(mask[0]);
      return MASKED;
    }
    if (Array.isArray(value)) return value.map((item: unknown, index) => this.apply(item, [...trail, String(index)]));
    if (isFields(value))
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, this.apply(inner, [...trail, key])]));
    return typeof value === 'string' ? this.#replaced(value) : value;
  }

  /** Masks that matched nothing: what they were written for is gone. */
  public unused(): Mask[] {
    return [...this.#paths.keys(), ...this.#patterns].filter((mask) => !this.#used.has(mask));
  }

  #replaced(text: string): string {
    return this.#patterns.reduce((current, pattern) => {
      const next = current.replace(new RegExp(pattern, pattern.flags.replace(/[gy]/g, '') + 'g'), MASKED);
      if (next !== current) this.#used.add(pattern);
      return next;
    }, text);
  }
}

/** A key, `*`, `**`, an index in brackets or a quoted key in brackets. */
const STEP = /\*\*|\*|[^.[\]"*\s]+|\["[^"]+"\]|\[(?:\d+|\*)\]/g;
const PATH = /^(?:\*\*|\*|[^.[\]"*\s]+|\["[^"]+"\])(?:\.(?:\*\*|\*|[^.[\]"*\s]+)|\["[^"]+"\]|\[(?:\d+|\*)\])*$/;

function stepsOf(path: string): string[] {
  return (path.match(STEP) ?? []).map((step) => step.replace(/^\["?|"?\]$/g, ''));
}

function matches(steps: readonly string[], trail: readonly string[]): boolean {
  const [step, ...rest] = steps;
  if (step === undefined) return trail.length === 0;
  if (step === '**') return trail.some((_, skipped) => matches(rest, trail.slice(skipped)));
  return trail.length > 0 && (step === '*' || step === trail[0]) && matches(rest, trail.slice(1));
}
