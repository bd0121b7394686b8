/**
 * One wrong input and what its author must read: where it is, the value (left out where it may be a secret or is of the wrong
 * type), what is allowed, and how to mend it. `allowed` and `fix` are the telling part of each, not the whole sentence.
 */
export type Refused<Input> = readonly [
  title: string,
  input: Input,
  path: string,
  value: string | undefined,
  allowed: string,
  fix: string,
];

/** An unusual input that is right. */
export type Accepted<Input> = readonly [title: string, input: Input];

/** What a callback was refused with. Anything but an `Error` with a message is no refusal. */
export function refusalOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof Error) return error.message;
    throw error;
  }
  return 'nothing was refused';
}

/** Holds a message against a row: one line of it must say everything. */
export function expectRefusal(message: string, ...[path, value, allowed, fix]: Wanted): void {
  const start = value === undefined ? `${path} ` : `${path} ${value}`;
  const found = message.split('\n').find((line) => {
    const at = line.indexOf(start);
    const rest = at < 0 ? '' : line.slice(at);
    const [, told] = rest.split('; allowed: ', 2);
    return (
      told !== undefined && told.includes(allowed) && told.slice(told.indexOf(allowed) + allowed.length).includes(fix)
    );
  });
  // where no line fits, the whole message is shown
  if (found === undefined) throw new Error(`no line says: ${start}...; allowed: ${allowed}; ${fix}\n\n${message}`);
}

type Wanted = [path: string, value: string | undefined, allowed: string, fix: string];
