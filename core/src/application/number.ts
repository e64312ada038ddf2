/** What a number is made of besides its place in the series. */
export interface NumberParts {
  /** Mnemonic of the body. */
  readonly body: string;
  /** Year of the registration in the body's time zone. */
  readonly year: number;
  readonly sequence: number;
}

/** Services of a body share one row of numbers unless a definition names a series of its own. */
export const defaultSeries = 'main';

const part = /\{(body|yyyy|seq)(?::(\d{1,2}))?\}/g;

/** `{body}-{yyyy}-{seq:6}` → `АРХ-2026-000042`; a sequence longer than its width is not cut. */
export function formatNumber(template: string, parts: NumberParts): string {
  return template.replace(part, (_text, name: string, width: string | undefined) => {
    if (name === 'body') return parts.body;
    if (name === 'yyyy') return String(parts.year);
    return String(parts.sequence).padStart(width === undefined ? 0 : Number(width), '0');
  });
}
