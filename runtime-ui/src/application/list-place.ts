/** Where «Вернуться» leads: the list as one left it, with its tab and filter, in this tab of the browser. */
const storageKey = 'reglament.list';

export function rememberList(search: string): void {
  sessionStorage.setItem(storageKey, search);
}

export function listPlace(): string {
  const search = sessionStorage.getItem(storageKey);
  return search ? `/applications?${search}` : '/applications';
}
