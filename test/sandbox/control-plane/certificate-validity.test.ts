import { execFileSync } from 'node:child_process';
import { validityOf } from '../../../sandbox/control-plane/certificate-validity';

const DAY = 24 * 3600 * 1000;
let pem: string;
let made: number;

beforeAll(() => {
  made = Date.now();
  const args = [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    '/dev/null',
    '-days',
    '100',
    '-subj',
    '/CN=a',
  ];
  pem = execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
});

test.each([
  [-1, 'not valid yet'],
  [1, 'valid'],
  [69, 'valid'],
  [71, 'ends soon'],
  [99, 'ends soon'],
  [101, 'expired'],
])('a certificate for 100 days is, on day %d, %s', (day, validity) => {
  expect(validityOf(pem, made + day * DAY)).toBe(validity);
});

test.each(['', 'no certificate'])('what is no certificate (%p) is unreadable', (text) => {
  expect(validityOf(text, made)).toBe('unreadable');
});
