import fc from 'fast-check';
import { matchesLabels, selects } from '../../src/checks/selector';
import { token } from './objects';

const labels = fc.dictionary(fc.constantFrom('app', 'tier', 'zone'), fc.constantFrom('a', 'b'), { maxKeys: 3 });

test('labels are matched when they hold all the wanted ones', () => {
  fc.assert(
    fc.property(labels, labels, (wanted, has) => {
      const all = Object.entries(wanted).every(([key, value]) => has[key] === value);
      expect(matchesLabels(wanted, has)).toBe(all ? 'yes' : 'no');
      expect(selects({ matchLabels: wanted }, has)).toBe(all ? 'yes' : 'no');
    }),
  );
});

test('an expression with In and one value is the same as a label', () => {
  fc.assert(
    fc.property(labels, fc.constantFrom('a', 'b'), (has, value) => {
      const expression = { matchExpressions: [{ key: 'app', operator: 'In', values: [value] }] };
      expect(selects(expression, has)).toBe(selects({ matchLabels: { app: value } }, has));
    }),
  );
});

test('NotIn also holds where the label is absent, as in Kubernetes', () => {
  expect(selects({ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['a'] }] }, {})).toBe('yes');
});

test('an empty selector selects everything, also labels that only a deployment knows', () => {
  expect(selects({}, { app: 'a' })).toBe('yes');
  expect(selects({}, undefined)).toBe('yes');
});

test('one certain difference outweighs what is unknown', () => {
  expect(selects({ matchLabels: { app: token(1), tier: 'a' } }, { app: 'x', tier: 'b' })).toBe('no');
  expect(selects({ matchLabels: { app: token(1), tier: 'a' } }, { app: 'x', tier: 'a' })).toBe('unknown');
  expect(selects({ matchExpressions: [{ key: 'app', operator: 'In', values: ['a', token(1)] }] }, { app: 'b' })).toBe(
    'unknown',
  );
  expect(selects({ matchExpressions: [{ key: 'app', operator: 'In', values: ['a', token(1)] }] }, { app: 'a' })).toBe(
    'yes',
  );
});

test('selectors and labels that are tokens are unknown', () => {
  expect(selects({ matchExpressions: [{ key: 'app', operator: 'NotIn', values: [token(1)] }] }, { app: 'a' })).toBe(
    'unknown',
  );
  expect(selects({ matchLabels: token(1) }, { app: 'a' })).toBe('unknown');
  expect(selects({ matchExpressions: token(1) }, { app: 'a' })).toBe('unknown');
  expect(selects({ matchLabels: { app: 'a' } }, undefined)).toBe('unknown');
  expect(selects({ matchExpressions: [{ key: 'app', operator: 'Exists' }] }, undefined)).toBe('unknown');
});

test('an operator that Kubernetes does not have is left to the API server', () => {
  expect(selects({ matchExpressions: [{ key: 'app', operator: 'Like', values: ['a'] }] }, { app: 'a' })).toBe(
    'unknown',
  );
});
