import { type DestinationStream, type Logger, pino } from 'pino';

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

export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secret.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[скрыто]' },
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
