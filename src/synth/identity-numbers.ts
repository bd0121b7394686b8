import type { Identity } from './identity';

/** Maps in maps, by each part of an identity in turn. */
type Level<Inner> = Map<string, Inner>;

/**
 * A number for each identity that is met, from 0. Large Apps have hundreds of thousands of names, most of them several times:
 * no text is put together for any of them.
 */
export class IdentityNumbers {
  readonly #numbers: Level<Level<Level<Level<number>>>> = new Map();
  #next = 0;

  public of({ group, kind, namespace, name }: Identity): number {
    const names = inside(inside(inside(this.#numbers, kind), group), namespace);
    const known = names.get(name);
    if (known !== undefined) return known;
    const number = this.#next++;
    names.set(name, number);
    return number;
  }
}

function inside<Inner>(level: Level<Level<Inner>>, key: string): Level<Inner> {
  const known = level.get(key);
  if (known !== undefined) return known;
  const inner: Level<Inner> = new Map();
  level.set(key, inner);
  return inner;
}
