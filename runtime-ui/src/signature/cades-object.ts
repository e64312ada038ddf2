/** What is asked of the signing plug-in, whoever makes it: CAdESCOM's objects, every member of which answers with a promise. */
export interface CadesObject {
  // biome-ignore lint/suspicious/noExplicitAny: the plug-in has no types of its own, every member answers with a promise
  readonly [member: string]: any;
}

export interface ObjectMaker {
  CreateObjectAsync(name: string): Promise<CadesObject>;
}

/** Signing cannot go on; the message says what to do. */
export class CadesProblem extends Error {}
