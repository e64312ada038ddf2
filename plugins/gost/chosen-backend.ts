import type { GostBackend } from './backend.ts';
import { engineBackend, hasEngine } from './engine-backend.ts';
import { pureBackend } from './pure-backend.ts';

let chosen: GostBackend | undefined;

/** The quickest that this process has: OpenSSL's engine when Node was started with it, else JavaScript. */
export function gostBackend(): GostBackend {
  chosen ??= hasEngine() ? engineBackend : pureBackend;
  return chosen;
}
