/** How the platform is called on the other side of the demonstration; both are published here and protect nothing. */
export const CLIENT_ID = 'reglament-demo';
export const CLIENT_SECRET = 'demonstration-secret-of-the-emulator';

/** A port is whatever was free, so any address of this machine may be returned to. */
export function isOwnMachine(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && ['127.0.0.1', 'localhost'].includes(url.hostname);
}
