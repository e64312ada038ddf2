import type { Plugin } from '@reglament/sdk';
import { draftRequestType as draftOf } from '@reglament/xml/information-type';

/** A type of a portal's own, out of its XSD. */
export const draftRequestType: NonNullable<Plugin['draftRequestType']> = (files, choice) => {
  const { type, ...draft } = draftOf(files, choice);
  return type === undefined ? draft : { ...draft, type: { ...type, plugin: 'epgu' } };
};
