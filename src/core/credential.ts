import { hasToken } from './token';

const CREDENTIAL =
  /(?:PASSWORD|PASSWD|PASSPHRASE|(?:^|_)(?:PASS|PWD|SECRETS?|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|ENCRYPTION_?KEY|SIGNING_?KEY|CREDENTIALS?))(?:_|$)/;
/** What is said about a credential is none: where its file is, how long it lives, what it is called. */
const ABOUT =
  /_(?:FILE|PATH|DIR|URL|URI|HOST|NAME|ID|ARN|TTL|EXPIRY|EXPIRES(?:_IN)?|EXPIRATION|LIFETIME|DURATION|TIMEOUT|MAX_AGE|SECONDS|MINUTES|HOURS|DAYS|LENGTH|MIN_LENGTH|SIZE|COUNT|LIMIT|HEADER|ISSUER|AUDIENCE|ALGORITHM|TYPE|POLICY|ENABLED|REQUIRED|PREFIX|STORE|PROVIDER|REGION|VERSION)$/;
const SWITCH = /^(?:true|false|yes|no|on|off|enabled|disabled|none)?$/i;
const URL_WITH_PASSWORD = /\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@"']*:([^\s/@"']+)@/gi;
const PRIVATE_KEY = /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/;
/** Filled in later: by the shell, by Kubernetes, by a template. */
const PLACEHOLDER = /^(?:\$\(.+\)|\$\{.+\}|\$[A-Za-z_]\w*|<.+>|\{\{.+\}\}|\*+)$/;

/** Whether a name is that of a credential: `DB_PASSWORD`, `apiKey`. */
export function namesCredential(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[-.\s/]/g, '_')
    .toUpperCase();
  return CREDENTIAL.test(words) && !ABOUT.test(words);
}

/** Whether a text is a value of its own: not filled in later, not a switch, not known only at deployment. */
export function isLiteral(text: string): boolean {
  return !hasToken(text) && !SWITCH.test(text) && !PLACEHOLDER.test(text);
}

/** Length of the shortest URL with a password: `a://:b@`. */
const SHORTEST = 7;

/** Whether a text is worth a closer look: every text of every manifest comes here, and almost none holds anything. */
export function mayHoldCredential(text: string): boolean {
  if (text.length < SHORTEST) return false;
  return mayHoldPassword(text) || text.includes('PRIVATE KEY-----');
}

/** The rarest first: most texts have no `@`, and YAML is full of colons. */
function mayHoldPassword(text: string): boolean {
  if (!text.includes('@')) return false;
  const url = text.indexOf('://');
  return url >= 0 && text.includes('@', url);
}

/** What credential stands in a text, in words without its value, or nothing. */
export function credentialIn(text: string): string | undefined {
  if (!mayHoldCredential(text)) return undefined;
  if (PRIVATE_KEY.test(text)) return 'a private key';
  const passwords = [...text.matchAll(URL_WITH_PASSWORD)].map(([, password = '']) => password);
  return passwords.some((password) => isLiteral(password) && !password.includes('{{'))
    ? 'a URL with a password'
    : undefined;
}
