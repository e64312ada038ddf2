import type { Readable } from 'node:stream';

/** What a check of a signature has found. */
export interface SignatureVerdict {
  readonly valid: boolean;
  /** For people: whose it is and by what it was checked, or what is wrong with it. */
  readonly text: string;
  /** ISO. */
  readonly checkedAt: string;
}

export interface SignedFile {
  /** The signed content from its beginning. */
  readonly open: () => Promise<Readable>;
  /** As it was uploaded: DER, BER, PEM or base64. */
  readonly signature: Buffer;
  readonly now: Date;
}

/** Null: there is nobody here who can check it, so it is shown as not checked. */
export type SignatureVerifier = (file: SignedFile) => Promise<SignatureVerdict | null>;

/** The platform itself knows no algorithms of signing: which keys to trust, a plugin says. */
export const leaveUnverified: SignatureVerifier = async () => null;
