export type GostErrorCode =
  | 'unknownCurve'
  | 'unknownAlgorithm'
  | 'badKey'
  | 'badCertificate'
  | 'badDigest'
  | 'badCms'
  | 'badRevocationList';

/** Material that cannot be used; `message` is Russian and says what is wrong with it. */
export class GostError extends Error {
  readonly code: GostErrorCode;

  constructor(code: GostErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'GostError';
    this.code = code;
  }
}
