import { useState } from 'react';
import type { Filters } from './list-view.ts';

/** What is typed over the filters that are in force; when those become others, from wherever, it begins with them again. */
export function useTypedFilters(filters: Filters): [Filters, (typed: Filters) => void] {
  const of = JSON.stringify(filters);
  const [kept, keep] = useState({ of, typed: filters });
  return [kept.of === of ? kept.typed : filters, (typed) => keep({ of, typed })];
}
