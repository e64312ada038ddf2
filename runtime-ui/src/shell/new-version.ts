const storageKey = 'reglament.reloadedAt';
const onceIn = 60_000;

/**
 * A page that was open while a new version was installed asks for files that are gone. It is loaded anew, at most once a
 * minute; what was typed is kept on this computer. Without a connection there is nothing to load anew: the screen says so.
 */
export function reloadOnNewVersion(): void {
  window.addEventListener('vite:preloadError', () => void reloadOnce());
}

async function reloadOnce(): Promise<void> {
  const last = Number(sessionStorage.getItem(storageKey) ?? 0);
  if (Date.now() - last < onceIn) return;
  const alive = await fetch('/healthz', { cache: 'no-store' }).then(
    (answer) => answer.ok,
    () => false,
  );
  if (!alive) return;
  sessionStorage.setItem(storageKey, String(Date.now()));
  window.location.reload();
}
