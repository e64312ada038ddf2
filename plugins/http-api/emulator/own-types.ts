import { readFileSync } from 'node:fs';
import type { RequestTypeDefinition } from '@reglament/sdk';
import { draftRequestType } from '../draft-request-type.ts';

/** The document that the emulator answers by when an installation has described nothing of its own. */
export const ownDocument = () => ({
  name: 'land-registry.openapi.json',
  content: new Uint8Array(readFileSync(new URL('./land-registry.openapi.json', import.meta.url))),
});

export const atOnce = { question: 'POST /plots/search', code: 'findPlots', title: 'Участки по номеру' } as const;
export const later = {
  ...{ question: 'POST /extracts/{kind}', answer: 'GET /orders/{id}' },
  ...{ code: 'orderExtract', title: 'Выписка о правах' },
} as const;

const brought = { question: 'POST /arrests', code: 'askArrests', title: 'Сведения об арестах' } as const;

/** Types of all ways: one that answers at once, one whose answer is asked for, one whose answer the provider brings. */
export function ownTypes(): RequestTypeDefinition[] {
  return [atOnce, later, brought].map((choice) => {
    const { type, notes } = draftRequestType([ownDocument()], choice);
    if (type === undefined) throw new Error(notes.map(({ message }) => message).join('\n'));
    return type;
  });
}
