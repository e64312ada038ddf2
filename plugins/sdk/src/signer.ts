/** Makes and checks signatures with the keys of the body. */
export interface Signer {
  /** The certificate that `sign` signs with. */
  certificate(): Promise<CertificateFacts>;
  /** `cms`: detached CMS over the bytes, DER. `raw`: the bare signature value over their digest, for XML signatures. */
  sign(content: Uint8Array, format: 'cms' | 'raw'): Promise<Uint8Array>;
  /** A detached CMS over the bytes. Says what it found; throws only when it could not look. */
  verify(content: Uint8Array, signature: Uint8Array): Promise<readonly SignatureVerdict[]>;
}

export interface CertificateFacts {
  readonly owner: string;
  readonly issuer: string;
  readonly serial: string;
  readonly validFrom: Date;
  readonly validTo: Date;
  /** DER. */
  readonly content: Uint8Array;
}

/** What was found out about one signature. */
export interface SignatureVerdict {
  readonly valid: boolean;
  /** Russian: who signed, or what is wrong. */
  readonly text: string;
  readonly owner?: string;
  readonly signedAt?: Date;
}
