export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A property that is undefined is as good as absent. */
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}
