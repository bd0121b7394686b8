import fc from 'fast-check';
import { revealedObject, secret } from '../../../sandbox/plugins/protocol/property-map';
import { redactor, withSecrets } from '../../../sandbox/plugins/resource-kubernetes/secrets';
import { plainObject, plainValue } from './plain-data';

const CANARY = 'canary-value-0f9d';

describe('marking secrets in an object', () => {
  test('marks the value at the place where the inputs have a secret, and nothing else', () => {
    const live = { data: { a: 'x', b: 'y' }, kind: 'ConfigMap' };
    expect(withSecrets(live, { data: { a: secret('x'), b: 'y' } })).toEqual({
      data: { a: secret('x'), b: 'y' },
      kind: 'ConfigMap',
    });
  });

  test('marks a whole list with one secret in it: its items may have moved', () => {
    const inputs = { env: [{ name: 'A', value: secret('x') }] };
    const moved = [
      { name: 'B', value: 'y' },
      { name: 'A', value: 'x' },
    ];
    expect(withSecrets({ env: moved }, inputs)).toEqual({ env: secret(moved) });
  });

  test('marks an object whose input is secret as a whole', () => {
    expect(withSecrets({ data: { a: 'x' } }, { data: secret({ a: 'x' }) })).toEqual({ data: secret({ a: 'x' }) });
  });

  test('marks the data of a Secret, even when the program did not', () => {
    const live = { kind: 'Secret', data: { a: 'eA==' }, type: 'Opaque' };
    expect(withSecrets(live, {})).toEqual({ kind: 'Secret', data: secret({ a: 'eA==' }), type: 'Opaque' });
  });

  test('marks the copy of a Secret that kubectl leaves in an annotation', () => {
    const key = 'kubectl.kubernetes.io/last-applied-configuration';
    const live = { kind: 'Secret', metadata: { name: 'a', annotations: { [key]: '{"stringData":…}', other: 'open' } } };
    expect(withSecrets(live, {})).toEqual({
      kind: 'Secret',
      metadata: { name: 'a', annotations: { [key]: secret('{"stringData":…}'), other: 'open' } },
    });
  });

  test('never changes a value', () => {
    fc.assert(
      fc.property(plainObject, plainObject, (live, inputs) => {
        const marked = withSecrets(live, { ...inputs, a: secret(inputs) });
        expect(revealedObject(marked)).toEqual(live);
      }),
    );
  });

  test('never lets a secret that stayed in its place out in clear', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 }), plainValue, (path, beside) => {
        fc.pre(!path.includes('__proto__'));
        const nest = (value: ReturnType<typeof secret> | string): Record<string, never> =>
          path.reduceRight<unknown>((inner, key) => ({ beside, [key]: inner }), value) as Record<string, never>;
        const marked = withSecrets(nest(CANARY), nest(secret(CANARY)));
        const open = JSON.stringify(marked, (_, value: unknown) => (isMarked(value) ? 'hidden' : value));
        expect(open).not.toContain(CANARY);
      }),
    );
  });
});

function isMarked(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '4dabf18193072939515e22adb298388d' in value;
}

describe('a message about an object', () => {
  test.each([
    ['as it is', `Invalid value: ${CANARY}`],
    ['in base64, as the API server has it', `bad data: ${Buffer.from(CANARY).toString('base64')}`],
  ])('does not hold a secret value %s', (_, message) => {
    const redact = redactor({ kind: 'Secret', stringData: { a: CANARY } });
    expect(redact(message)).not.toContain(message.split(': ')[1]);
    expect(redact(message)).toContain('[secret]');
  });

  test('does not hold what stands decoded in data', () => {
    const data = secret({ a: Buffer.from(CANARY).toString('base64') });
    expect(redactor({ kind: 'Secret', data })(`got ${CANARY}`)).toBe('got [secret]');
  });

  test('does not hold a secret value that the API server quotes', () => {
    const value = 'line one\n"line two"';
    const redact = redactor({ data: { a: secret(value) } });
    expect(redact(`Invalid value: ${JSON.stringify(value)}`)).toBe('Invalid value: "[secret]"');
  });

  test('keeps what is no secret', () => {
    expect(redactor({ data: { a: 'open-value', b: secret(CANARY) } })('open-value is wrong')).toBe(
      'open-value is wrong',
    );
  });

  test('stays readable where a secret is as short as part of a word', () => {
    expect(redactor({ data: { a: secret('e') } })('the field is wrong')).toBe('the field is wrong');
  });

  test('never holds a secret of four characters or more', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9]{4,20}$/), fc.string(), fc.string(), (value, before, after) => {
        fc.pre(!'[secret]'.includes(value));
        expect(redactor({ a: [secret(value)] })(before + value + after)).not.toContain(value);
      }),
    );
  });
});
