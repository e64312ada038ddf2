/**
 * The language of whoever asks, by `Accept-Language`: Russian for whoever reads it at all, English for those who ask for English and
 * for no Russian. The pages name the one that was chosen in them. Pure.
 */
export function readsEnglish(accepted: string | undefined): boolean {
  const asked = (accepted ?? '').split(',').map((one) => one.split(';')[0]?.trim().split('-')[0]?.toLowerCase());
  return asked.includes('en') && !asked.includes('ru');
}
