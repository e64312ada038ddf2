/** Where «Вернуться» leads: the list as one left it, with its tab and filter, in this tab of the browser. */
const storageKey = 'reglament.list';

export function rememberPlace(path: string): void {
  sessionStorage.setItem(storageKey, path);
}

export function listPlace(): string {
  const path = sessionStorage.getItem(storageKey);
  return path?.startsWith('/') ? path : '/applications';
}
