/** Why nothing is done any more on a case whose personal data are destroyed. */
export const destroyedText =
  'Персональные данные заявки уничтожены, потому что срок её хранения истёк: изменить её нельзя';
