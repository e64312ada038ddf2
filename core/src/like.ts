/** A pattern of «like» that finds the text anywhere, signs of patterns in it taken as they are. */
export function containing(text: string): string {
  return `%${escapeLike(text)}%`;
}

export function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&');
}
