/** Names of XML signatures that СМЭВ takes. */
export const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
export const EXCLUSIVE_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';
export const SMEV_TRANSFORM = 'urn://smev-gov-ru/xmldsig/transform';

const family = 'urn:ietf:params:xml:ns:cpxmlsec:algorithms:';
export const digestMethods = {
  256: `${family}gostr34112012-256`,
  512: `${family}gostr34112012-512`,
} as const;
export const signatureMethods = {
  256: `${family}gostr34102012-gostr34112012-256`,
  512: `${family}gostr34102012-gostr34112012-512`,
} as const;

export type Bits = keyof typeof digestMethods;

/** Which length a method has. */
export function bitsOf(methods: typeof digestMethods | typeof signatureMethods, name: string | null): Bits | undefined {
  return ([256, 512] as const).find((bits) => methods[bits] === name);
}
