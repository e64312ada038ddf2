import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ServiceView } from '../api.ts';
import { entriesQuery } from './queries.ts';

type Values = Readonly<Record<string, unknown>>;

/** As many as one address can hold; more are shown by their codes. */
const mostCodes = 60;

function codesIn(values: readonly Values[], fields: readonly string[]): string[] {
  const found = values.flatMap((answers) => fields.flatMap((field) => answers[field] ?? []));
  return [...new Set(found.filter((code): code is string => typeof code === 'string' && code !== ''))].slice(
    0,
    mostCodes,
  );
}

/** The service with those entries of its long dictionaries that the given answers name, so that they are read in words. */
export function useTitledService<Service extends ServiceView | undefined>(
  service: Service,
  values: readonly Values[],
): Service {
  const named = (service?.longDictionaries ?? []).flatMap((dictionary) => {
    const fields = Object.entries(service?.form.ui ?? {}).flatMap(([field, ui]) =>
      ui.dictionary === dictionary ? [field] : [],
    );
    const codes = codesIn(values, fields);
    return codes.length === 0 ? [] : [{ dictionary, codes }];
  });
  const found = useQueries({
    queries: named.map(({ dictionary, codes }) => entriesQuery(dictionary, codes)),
    combine: (results) => results.map(({ data }) => data),
  });
  // A text, so that the same entries are the same dependency.
  const known = JSON.stringify(named.map(({ dictionary }, at) => [dictionary, found[at] ?? []]));
  return useMemo(() => {
    if (service === undefined || known === '[]') return service;
    return { ...service, dictionaries: { ...service.dictionaries, ...Object.fromEntries(JSON.parse(known)) } };
  }, [service, known]);
}
