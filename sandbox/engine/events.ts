/** What the engine told about one run, out of its log of events. */
export interface EngineReport {
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  /** Number of resources by what was done: `create`, `update`, `same` ... */
  readonly changes: Readonly<Record<string, number>>;
}

/** Reads the engine's log of events: a JSON object in each line. The last line may be cut off when the engine was ended. */
export function readEvents(log: string): EngineReport {
  const errors: string[] = [];
  const warnings: string[] = [];
  let changes: Record<string, number> = {};
  for (const line of log.split('\n')) {
    const event = parse(line);
    const diagnostic = field(event, 'diagnosticEvent');
    const message = diagnosticMessage(diagnostic);
    if (message !== undefined && field(diagnostic, 'severity') === 'error') errors.push(message);
    if (message !== undefined && field(diagnostic, 'severity') === 'warning') warnings.push(message);
    const counted = field(field(event, 'summaryEvent'), 'resourceChanges');
    if (typeof counted === 'object' && counted !== null) {
      changes = Object.fromEntries(
        Object.entries(counted).filter((entry): entry is [string, number] => isCount(entry[1])),
      );
    }
  }
  return { errors: unique(errors), warnings: unique(warnings).filter((text) => !isAmbient(text)), changes };
}

/** The engine warns of every plug-in that it finds on PATH. The sandbox puts them there, and says so itself. */
function isAmbient(warning: string): boolean {
  return /^using pulumi-\S+ from \$PATH/.test(warning);
}

function diagnosticMessage(diagnostic: unknown): string | undefined {
  const message = field(diagnostic, 'message');
  if (typeof message !== 'string' || message.trim() === '') return undefined;
  const urn = field(diagnostic, 'urn');
  return `${typeof urn === 'string' && urn !== '' ? `${nameOf(urn)}: ` : ''}${message.trim()}`;
}

/** Type and logical name of a resource, without the types of its parents. */
function nameOf(urn: string): string {
  const [, , types = '', ...name] = urn.split('::');
  return `${types.slice(types.lastIndexOf('$') + 1)} ${name.join('::')}`;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number';
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
