import { type DestinationStream, destination, type Logger, type LoggerOptions, pino } from 'pino';

/** Facts, never personal data: whole objects are not logged, and what slips in under these names is blotted out. */
const secret = [
  'password',
  'new',
  'current',
  'again',
  'token',
  'cookie',
  'authorization',
  'snils',
  'inn',
  'passport',
  'answers',
  'applicant',
];

/** From this level on a line is worth a system call of its own: what went wrong must outlive the process. */
const URGENT = pino.levels.values.warn ?? 0;

export function createLog(level: string, to?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secret.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[скрыто]' },
    formatters: { level: (label: string) => ({ level: label }) },
  };
  if (to !== undefined) return pino(options, to);
  const output = standardOutput();
  const logMethod: LogMethod = function logMethod(given, method, urgency) {
    method.apply(this, given);
    if (urgency >= URGENT) output.flushSync();
  };
  return pino({ ...options, hooks: { logMethod } }, output);
}

type LogMethod = NonNullable<NonNullable<LoggerOptions['hooks']>['logMethod']>;

let shared: ReturnType<typeof destination> | undefined;

/**
 * Lines go out by four kilobytes or five times a second, and at the end of the process: a write for each request is the
 * dearest thing in it after its answer. A killed process loses what it said of the last fifth of a second, but for warnings.
 */
function standardOutput(): ReturnType<typeof destination> {
  if (shared !== undefined) return shared;
  const output = destination({ dest: 1, sync: true, minLength: 4096, periodicFlush: 200 });
  process.on('exit', () => output.flushSync());
  shared = output;
  return output;
}
