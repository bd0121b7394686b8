import fc from 'fast-check';
import { InNamespaces } from '../../src/checks/in-namespaces';

const part = fc.constantFrom('', 'a', 'b', 'a b', 'a/b', '__proto__');

test('what was set last for a namespace and a name is found, and nothing else', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(part, part, fc.nat()), { maxLength: 30 }), part, part, (entries, namespace, name) => {
      const things = new InNamespaces<number>();
      for (const [space, called, thing] of entries) things.set(space, called, thing);
      const last = entries.findLast(([space, called]) => space === namespace && called === name);
      expect(things.get(namespace, name)).toBe(last?.[2]);
    }),
  );
});
