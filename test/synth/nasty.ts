import fc from 'fast-check';

/** Texts that some reader of YAML takes for something else when they have no quotes. */
export const NO_TEXTS: readonly string[] = [
  ...['', '~', 'null', 'Null', 'NULL', '=', '<<', '!', '&', '*', '-', '?', ':', '---', '...', '--- a', '... a'],
  ...['y', 'Y', 'n', 'N', 'yes', 'Yes', 'YES', 'no', 'No', 'NO', 'on', 'On', 'off', 'OFF', 'true', 'True', 'false'],
  ...['0', '-0', '+1', '012', '-012', '09', '1_000', '1,000', '0b11', '0o7', '0x1F', '-0x1f', '12345678901234567890'],
  ...[
    '1.5',
    '.5',
    '5.',
    '-.5',
    '.',
    '+.',
    '1e3',
    '1E3',
    '1e+3',
    '1.e3',
    '.5e3',
    'e1',
    'e-0',
    'E10',
    'e_1',
    '-e3',
    '1_0.5_0',
  ],
  ...['190:20:30', '1:30', '-1:30', '12:30:45.5', '.inf', '-.Inf', '+.INF', '.nan', '.NaN', '123e4567'],
  ...['2026-11-21', '2026-1-2', '2026-11-21T10:00:00Z', '2026-11-21 10:00:00', '2026-11-21t10:00:00.5+02:00'],
  ...[
    '- a',
    '-\ta',
    '? a',
    ': a',
    'a: b',
    'a:',
    'a:\tb',
    'a #b',
    'a\t#b',
    '#a',
    '[a',
    ']',
    '{a',
    '}',
    ',a',
    '&a',
    '*a',
  ],
  ...['!a', '|', '|-', '>', "'a", '"a', '%a', '@a', '`a', ' a', 'a ', '\ta', 'a\t', ' ', '\t', "'", '"', `'"`],
  ...['\r', 'a\rb', '\r\n', 'a\r\nb\r\n', '\u0000', '\u001b[0m', '\u007f', '\u0085', '\u0080', 'a\u2028b', '\u2029'],
  ...['\ufeff', '\ufeffa', 'a\ufeff', '\u200b', 'a\u202eb', '\ufffe', '\uffff', '\u00ad'],
];

/** Texts of several lines, with everything that may go wrong with the lines of a block. */
export const LINES: readonly string[] = [
  ...['\n', '\n\n', 'a\n', 'a\n\n', 'a\n\n\n', 'a\nb', 'a\nb\n', '\na', '\n\na\n\n', 'a\n\nb', 'a\n\n\nb\n'],
  ...[' a\nb', '  a\n b\n', '\n a', '\n\n a\nb\n\n', 'a\n b\n  c', '\ta\nb', '  \ta\nb', 'a\n\tb', 'a\tb\n', 'a\n\t\n'],
  ...[' \n', ' \na', '\t\na', 'a\n ', 'a\n \n', 'a\n \n\n', 'a\n  \nb', 'a \nb  \n', 'a\n\t\nb', '\n \n', ' \n\n a'],
  ...['# a\n# b\n', '---\na\n...\n', '%TAG\n---\n', '- a\n- b\n', 'a: b\nc: d\n', '|\n', '>\n a', '&a\n*a\n', '""\n'],
  ...[
    'a\u00a0\nb',
    'é\n😀\n',
    'a\u2028\nb',
    '\ufeffa\nb',
    'a\nb\ufeff',
    'a\u0000\nb',
    'a\nb\r\n',
    '\r\n\n',
    'a\n\u0085\nb',
  ],
];

/** Texts that nobody takes for anything else. Quotes around them would only be in the way. */
export const TEXTS: readonly string[] = [
  ...[
    'a',
    'web',
    'Yes we can',
    'nothing',
    'nan',
    'inf',
    'Infinity',
    'e',
    'east',
    'E2E',
    'truest',
    '~/.ssh',
    '=~',
    '<a>',
  ],
  ...['ghcr.io/acme/api:1.4.2@sha256:0a1b', '1.4.2', '10.30.64.0/20', '10.30.64.1', 'fe80::1', '25%'],
  ...['500m', '2Gi', '30s', '1h30m', '00:00-06:00', '2026-11', '21/11/2026', '-c', '--port=80', '-e'],
  ...['https://example.com/a?b=c#d', 'a:b', 'a#b', 'a, b', "it's", 'say "x"', 'a [b] {c}', 'sum(rate(x{a="b"}[5m]))'],
  ...[
    '/bin/sh',
    '$(POD_IP)',
    '_a',
    '.a',
    '..',
    'a & b',
    'a | b > c',
    'C:\\dir',
    '\\d+',
    'é',
    '中文',
    '😀',
    '👩‍💻',
    'x'.repeat(2000),
  ],
];

const PIECES = [...NO_TEXTS, ...LINES, ...TEXTS.filter((text) => text.length < 100), '\n', ' ', ': ', '  '];

/** Texts of nasty pieces, and of any characters at all (whole ones: synthesis refuses halves). */
export const nastyText = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 4 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 8 }),
);

const number = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -330, max: 308 }).map((exponent) => 10 ** exponent),
);

// cdk8s takes a field of this name for the prototype of the fields that it makes
const key = nastyText.filter((text) => text !== '__proto__');

/** Plain data of nasty texts, also as keys. */
export const { nastyData } = fc.letrec<{ nastyData: unknown }>((tie) => ({
  nastyData: fc.oneof(
    { depthSize: 'small' },
    nastyText,
    // the sign of zero is lost, as in JSON
    number.map((value) => (value === 0 ? 0 : value)),
    fc.constantFrom(true, false, null),
    fc.array(tie('nastyData'), { maxLength: 4 }),
    fc.dictionary(key, tie('nastyData'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

/** The same, as one object of Kubernetes. */
export const nastyManifest = fc
  .dictionary(key, nastyData, { maxKeys: 3, noNullPrototype: true })
  .map((fields) => ({ ...fields, apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'map', namespace: 'shop' } }));
