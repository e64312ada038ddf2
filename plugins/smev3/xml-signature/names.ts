export const XMLDSIG = 'http://www.w3.org/2000/09/xmldsig#';
export const EXCLUSIVE_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';

type Bits = 256 | 512;

const GOST = 'urn:ietf:params:xml:ns:cpxmlsec:algorithms:';
export const digestMethod = (bits: Bits) => `${GOST}gostr34112012-${bits}`;
export const signatureMethod = (bits: Bits) => `${GOST}gostr34102012-gostr34112012-${bits}`;

/** The length that the algorithm is of; undefined: another one. */
export const bitsOfDigest = (algorithm: string) => LENGTHS.find((bits) => digestMethod(bits) === algorithm);
export const bitsOfSignature = (algorithm: string) => LENGTHS.find((bits) => signatureMethod(bits) === algorithm);

const LENGTHS: readonly Bits[] = [256, 512];
