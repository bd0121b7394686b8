import fc from 'fast-check';
import { IdentityNumbers } from '../../src/synth/identity-numbers';

const part = fc.constantFrom('', 'a', 'b', 'a/b', 'a b', '__proto__');
const identity = fc.record({ group: part, kind: part, namespace: part, name: part });

test('two identities have one number when all their parts are the same, and numbers count from 0', () => {
  fc.assert(
    fc.property(fc.array(identity, { maxLength: 30 }), (identities) => {
      const numbers = new IdentityNumbers();
      const keys = identities.map(({ group, kind, namespace, name }) => JSON.stringify([group, kind, namespace, name]));
      const firsts = [...new Set(keys)];
      expect(identities.map((one) => numbers.of(one))).toEqual(keys.map((key) => firsts.indexOf(key)));
    }),
  );
});
