/** Text that PostgreSQL can keep: no NUL and no half of a surrogate pair. Bodies, paths, queries and definitions alike. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}
