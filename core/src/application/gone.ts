/** What has taken an application out of everybody's hands. */
export interface Gone {
  /** What was of a person in it is destroyed by law. */
  readonly destroyed?: boolean | undefined;
  /** It is a draft that somebody did not want. */
  readonly discarded?: boolean | undefined;
}

/** Why nothing is done on it any more; undefined: it is there. */
export function goneText({ destroyed, discarded }: Gone): string | undefined {
  if (destroyed && discarded) return 'Черновик удалён, его данные уничтожены: изменить его нельзя';
  if (destroyed) return 'Персональные данные заявки уничтожены, потому что срок её хранения истёк: изменить её нельзя';
  return discarded ? 'Черновик удалён. Чтобы работать с ним дальше, восстановите его' : undefined;
}
