import type { FormSchema } from '@reglament/format';

/** A service of the body, as a portal sees it. The same object until another version is published. */
export interface ProvidedService {
  readonly code: string;
  /** Russian. */
  readonly title: string;
  readonly form: FormSchema;
  /** Papers that the applicant attaches. */
  readonly documents: readonly { readonly code: string; readonly title: string }[];
  /** Portals are told of its applications. */
  readonly onPortal: boolean;
}
