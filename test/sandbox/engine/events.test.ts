import { readEvents } from '../../../sandbox/engine/events';

const diagnostic = (severity: string, message: string, urn?: string): string =>
  JSON.stringify({ diagnosticEvent: { severity, message, ...(urn === undefined ? {} : { urn }) } });

test('errors and warnings are told in full, with the resource that they belong to', () => {
  const urn = 'urn:pulumi:dev::shop::cdk8s:index:Chart$kubernetes:core/v1:ConfigMap::shop/settings';
  const log = [
    diagnostic('error', 'refused:\nno such namespace\n', urn),
    diagnostic('warning', 'deprecated\n'),
    diagnostic('info', 'hello\n'),
  ].join('\n');
  expect(readEvents(log)).toEqual({
    errors: ['kubernetes:core/v1:ConfigMap shop/settings: refused:\nno such namespace'],
    warnings: ['deprecated'],
    changes: {},
  });
});

test('the same complaint is told once', () => {
  const log = [diagnostic('error', 'a'), diagnostic('error', 'a'), diagnostic('error', 'b')].join('\n');
  expect(readEvents(log).errors).toEqual(['a', 'b']);
});

test("the engine's warning of plug-ins on PATH is left out: the sandbox puts them there", () => {
  const log = [
    diagnostic('warning', 'using pulumi-language-nodejs from $PATH at /x\n'),
    diagnostic('warning', 'using an old API\n'),
  ].join('\n');
  expect(readEvents(log).warnings).toEqual(['using an old API']);
});

test('changes are counted as the engine counted them', () => {
  expect(readEvents('{"summaryEvent":{"resourceChanges":{"create":3,"same":1}}}\n').changes).toEqual({
    create: 3,
    same: 1,
  });
});

test.each(['', '\n', '{"diagnosticEvent":', 'null', '7'])('a log may be empty or cut off: %j', (log) => {
  expect(readEvents(log)).toEqual({ errors: [], warnings: [], changes: {} });
});
