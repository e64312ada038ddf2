import assert from 'node:assert/strict';
import type { JsonObject, OutgoingRequest } from '../src/index.ts';
import { kitBody } from './kit-host.ts';
import { sampleAnswers } from './sample-answers.ts';
import { sampleFile, sampleRequest } from './sample-messages.ts';
import type { Subject } from './scene.ts';

const neighbour = { id: 'b0d10000-0000-4000-8000-000000000002', code: 'land', title: 'Комитет по земле' };

/** A question that fits the form of the kind. */
export function questionOf({ plugin, samples }: Subject, code: string): JsonObject {
  const kind = plugin.requestKinds?.[code];
  assert.ok(kind, `Вида «${code}» нет`);
  return samples.questions?.[code] ?? sampleAnswers(kind.question({ body: kitBody, joined: [neighbour] }));
}

/** A request of the kind, with a file where it takes one. */
export function requestOf(subject: Subject, code: string): OutgoingRequest {
  const kind = subject.plugin.requestKinds?.[code];
  return sampleRequest(code, {
    kindVersion: kind?.version ?? '',
    question: questionOf(subject, code),
    files: kind?.files ? [sampleFile('Приложение.txt')] : [],
  });
}
