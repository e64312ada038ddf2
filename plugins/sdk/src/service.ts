import type { FormSchema } from '@reglament/format';
import type { RequestTypeDefinition } from './request-type.ts';

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
  /** The type that its applications come as, where a portal has one of its own: the engine maps what it says into the form. */
  readonly intake?: RequestTypeDefinition;
}
