/** Public door for interfaces and other clients of HTTP: types only, nothing runs. */
export type { Permission } from './access/grant.ts';
export type * from './api.gen.ts';
export type { RefusalCode } from './errors.ts';
