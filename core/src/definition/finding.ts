export type Level = 'error' | 'warning' | 'info';

/** What the linter says of one place of a definition. `message` names what is wrong, `todo` what to do about it. */
export interface Finding {
  /** Stable, for programs. */
  readonly code: string;
  readonly level: Level;
  readonly message: string;
  readonly todo: string;
  /** JSON pointer into the definition; empty for the whole. */
  readonly pointer: string;
  readonly fix?: QuickFix;
}

/** A change that mends the finding: `value` written at `pointer`, or what stands there removed. */
export interface QuickFix {
  readonly title: string;
  readonly pointer: string;
  readonly operation: 'set' | 'remove';
  readonly value?: unknown;
}

/** A finding in a file of a folder of definitions; `file` is relative to that folder. */
export interface FileFinding extends Finding {
  readonly file: string;
}

export function error(code: string, pointer: string, [message, todo]: readonly [string, string]): Finding {
  return { code, level: 'error', message, todo, pointer };
}

export function warning(code: string, pointer: string, [message, todo]: readonly [string, string]): Finding {
  return { code, level: 'warning', message, todo, pointer };
}

export function info(code: string, pointer: string, [message, todo]: readonly [string, string]): Finding {
  return { code, level: 'info', message, todo, pointer };
}

/** A key of a JSON pointer (RFC 6901), with its slash. */
export function at(...keys: readonly (string | number)[]): string {
  return keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.level === 'error');
}
