import { expect, test } from 'vitest';
import { type HistoryKind, typesOf } from './history-kind.ts';

const kinds: readonly HistoryKind[] = ['actions', 'data', 'files', 'requests', 'messages', 'term'];

const kindsOf = (type: string) =>
  kinds.filter((kind) => {
    const { prefixes, within } = typesOf(kind);
    return prefixes.some((one) => type.startsWith(one)) === within;
  });

test.each([
  ['created', 'actions'],
  ['action:register', 'actions'],
  ['procedureStarted', 'actions'],
  ['draftDiscarded', 'actions'],
  ['draftRestored', 'actions'],
  ['edited', 'data'],
  ['valuesAccepted', 'data'],
  ['signatureAdded', 'files'],
  ['receivedDocumentsChanged', 'files'],
  ['originalsReturned', 'files'],
  ['requestsStarted', 'requests'],
  ['noticeSent', 'messages'],
  ['portalText', 'messages'],
  ['termRecounted', 'term'],
])('событие %s – %s и ничто другое', (type, kind) => expect(kindsOf(type)).toEqual([kind]));
