import * as pulumi from '@pulumi/pulumi';
import { ApiObject, App, Chart, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { WebService, type WebServiceProps } from 'seaworthy';
import { deploy, Outputs } from 'seaworthy/pulumi';
import { record } from '../bridge/monitor';
import { expectRefusal, refusalOf, type Refused } from './refusal-table';

type Untyped = (...args: readonly unknown[]) => unknown;
/** A method without its types, as JavaScript calls it. */
const call =
  (name: 'string' | 'number' | 'value' | 'from', ...args: readonly unknown[]) =>
  () => {
    const outputs = new Outputs();
    return (outputs[name].bind(outputs) as Untyped)(...args);
  };

const object = () => new ApiObject(new Chart(new App(), 'shop'), 'a', { apiVersion: 'v1', kind: 'ConfigMap' });
const OUTPUT = 'an Output or a promise';

const REFUSED: readonly Refused<() => unknown>[] = [
  ['nothing as a text', call('string', undefined), 'Outputs: a value of type', 'undefined', OUTPUT, 'without Outputs'],
  ['null as a text', call('string', null), 'Outputs:', 'null', OUTPUT, 'without Outputs'],
  ['a number as a text', call('string', 5), 'Outputs: a value of type', 'number', OUTPUT, 'without Outputs'],
  ['a text as a number', call('number', '5'), 'Outputs: a value of type', 'string', OUTPUT, 'without Outputs'],
  ['no number', call('number', NaN), 'Outputs.number:', 'NaN', 'a finite number', 'correct it'],
  ['a number without end', call('number', Infinity), 'Outputs.number:', 'Infinity', 'a finite number', 'correct it'],
  ['true as a value', call('value', true), 'Outputs: a value of type', 'boolean', OUTPUT, 'without Outputs'],
  [
    'a live value of nothing',
    call('from', undefined, () => ''),
    'Outputs.from:',
    'the first',
    'an object of the App',
    'outputs.from',
  ],
  [
    'a live value by its path',
    () => call('from', object(), 'status.ip')(),
    'Outputs.from:',
    'the',
    'a function',
    'outputs.from',
  ],
];

test.each(REFUSED)('rejects %s', (_title, make, ...wanted) => {
  expectRefusal(refusalOf(make), ...wanted);
});

const REQUIRED: WebServiceProps = {
  image: 'ghcr.io/acme/shop:1.0.0',
  port: 8080,
  resources: { cpu: Cpu.millis(250), memory: Size.mebibytes(256) },
  scale: { replicas: 2 },
};

/** What a deployment of the service is refused with; nothing may have been registered. */
async function refused(props: (outputs: Outputs) => object): Promise<string> {
  let message = '';
  const registrations = await record(() => {
    const outputs = new Outputs();
    const app = new App({ resolvers: [outputs] });
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    message = refusalOf(() => {
      new WebService(chart, 'api', { ...REQUIRED, ...props(outputs) });
      deploy(app);
    });
  });
  expect(registrations).toEqual([]);
  return message;
}

test('rejects an Output where a token belongs', async () => {
  expectRefusal(
    await refused(() => ({ port: pulumi.output(80) })),
    'port',
    undefined,
    'outputs.number',
    'write a number',
  );
  expectRefusal(
    await refused(() => ({ image: pulumi.output('a:1') })),
    'image',
    undefined,
    'a text',
    'write it as text',
  );
});

test('rejects a text token where a number belongs inside of a longer text', async () => {
  const message = await refused((outputs) => ({ port: `${outputs.number(pulumi.output(80))}80` }));
  expectRefusal(message, 'port', undefined, 'outputs.number', 'write a number');
});
