/** Makes and checks signatures with the keys of the body. */
export interface Signer {
  /** The certificate that `sign` signs with. */
  certificate(): Promise<CertificateFacts>;
  /** `cms`: detached CMS over the bytes, DER. `raw`: the bare signature value over their digest, for XML signatures. */
  sign(content: Uint8Array, format: 'cms' | 'raw'): Promise<Uint8Array>;
  /**
   * A detached CMS over the bytes. `at`: the moment at which it is known to have existed, at which certificates are judged;
   * absent: now. Says what it found; throws only when it could not look.
   */
  verify(content: Uint8Array, signature: Uint8Array, at?: Date): Promise<readonly SignatureVerdict[]>;
  /** The same of a bare value, as `sign` makes with `raw`: by the certificate of whoever has signed. */
  verifyRaw?(content: Uint8Array, bare: BareSignature, at?: Date): Promise<SignatureVerdict>;
  /** Only of a signer that is set up for demonstration: a key of this person, made on the spot, that proves nothing. */
  training?(person: TrainingPerson): Promise<TrainingKey>;
}

export interface TrainingPerson {
  readonly surname: string;
  /** Name and patronymic. */
  readonly given: string;
  /** 11 digits; absent: the certificate has none. */
  readonly snils?: string;
}

/** Stands in for the key in a person's token, where there is no token. */
export interface TrainingKey {
  readonly certificate: CertificateFacts;
  /** A detached CMS over the bytes. */
  sign(content: Uint8Array): Promise<Uint8Array>;
  /** The bare value over a digest of the key's length. */
  signDigest(digest: Uint8Array): Promise<Uint8Array>;
}

/** A signature value, which by itself says nothing of who made it. */
export interface BareSignature {
  readonly value: Uint8Array;
  /** DER. */
  readonly certificate: Uint8Array;
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

/**
 * `broken`: does not belong to these bytes. The rest hold by themselves, and it is the certificate that is at fault: out of its
 * time, taken back, of an authority that is not permitted. `unknown`: of a kind that cannot be checked here.
 */
export type SignatureStatus = 'valid' | 'broken' | 'expired' | 'revoked' | 'untrusted' | 'unknown';

/** What was found out about one signature. */
export interface SignatureVerdict {
  /** The signature holds and its certificate may be trusted. */
  readonly valid: boolean;
  /** Russian: who signed, or what is wrong. */
  readonly text: string;
  readonly status?: SignatureStatus;
  /** It holds, but by a key that was made for show and proves nothing. */
  readonly training?: true;
  readonly owner?: string;
  readonly issuer?: string;
  readonly serial?: string;
  readonly validFrom?: Date;
  readonly validTo?: Date;
  /** By the signer's own clock. */
  readonly signedAt?: Date;
}
