import type { ServiceDefinition } from '@reglament/format';
import { createContext, useContext } from 'react';

/** The whole service, for what is opened inside of a part that knows its own piece only. */
export const ServiceContext = createContext<ServiceDefinition | undefined>(undefined);

export function useService(): ServiceDefinition {
  const service = useContext(ServiceContext);
  if (service === undefined) throw new Error('outside of the form editor');
  return service;
}
