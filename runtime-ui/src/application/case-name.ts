/** What a case is called wherever it is named. */
export function caseName(number: string | null): string {
  return number === null ? 'Заявка без номера' : `Заявка № ${number}`;
}
