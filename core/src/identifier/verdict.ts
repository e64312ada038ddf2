/** What a check of an identifier says. The message is for the person who typed it: what is wrong and what is expected. */
export type Verdict = { readonly ok: true } | { readonly ok: false; readonly message: string };

export const passed: Verdict = { ok: true };

export function failed(message: string): Verdict {
  return { ok: false, message };
}

/** Digits without the spaces, dashes and brackets people write between them; other characters stay and fail the check. */
export function compact(text: string): string {
  return text.replace(/[\s\u00a0()–—-]/g, '');
}

export function isDigits(text: string, length: number): boolean {
  return text.length === length && /^\d+$/.test(text);
}

/** Zeros pass most check-digit rules, and are never issued. */
export function isAllZeros(text: string): boolean {
  return /^0+$/.test(text);
}

function digitAt(text: string, index: number): number {
  return text.charCodeAt(index) - 48;
}

export function weightedSum(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * digitAt(digits, index), 0);
}
