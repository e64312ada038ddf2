/** Where this page stands: in the installation itself, or on the stand of a service in test mode. */

const address = typeof window === 'undefined' ? '' : window.location.pathname;

/** What every address of this page begins with; empty in the installation. */
export const base: string = /^\/test\/[0-9a-f-]{36}(?=\/|$)/.exec(address)?.[0] ?? '';

/** The test mode that this page belongs to. */
export const testRunId: string | undefined = base === '' ? undefined : base.slice('/test/'.length);

/** An address of the API as it is called from here. */
export function here(path: string): string {
  return path.startsWith('/api/') ? `${base}${path}` : path;
}

/** Links to contents are written as the API names them; on a stand they lead to the stand's own, however they are opened. */
export function leadLinksHere(): void {
  if (base === '') return;
  for (const event of ['click', 'auxclick', 'contextmenu'] as const) {
    document.addEventListener(
      event,
      ({ target }) => {
        const link = target instanceof Element ? target.closest('a[href^="/api/"]') : null;
        link?.setAttribute('href', here(link.getAttribute('href') ?? ''));
      },
      true,
    );
  }
}
