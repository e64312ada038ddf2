import assert from 'node:assert/strict';
import type { JsonObject, OutgoingRequest } from '../src/index.ts';
import { kitBody, kitNeighbour } from './kit-host.ts';
import { sampleAnswers } from './sample-answers.ts';
import { sampleFile, sampleRequest } from './sample-messages.ts';
import type { Subject } from './scene.ts';

/** A question that fits the form of the kind. */
export function questionOf({ plugin, samples }: Pick<Subject, 'plugin' | 'samples'>, code: string): JsonObject {
  const kind = plugin.requestKinds?.[code];
  assert.ok(kind, `Вида «${code}» нет`);
  return samples.questions?.[code] ?? sampleAnswers(kind.question({ body: kitBody, joined: [kitNeighbour] }));
}

/** A request of the kind, with a file where it takes one. */
export function requestOf(subject: Subject, code: string): OutgoingRequest {
  const kind = subject.plugin.requestKinds?.[code];
  const type = subject.samples.types?.find((one) => one.code === code);
  return sampleRequest(code, {
    kindVersion: kind?.version ?? '',
    question: questionOf(subject, code),
    files: kind?.files ? [sampleFile('Приложение.txt')] : [],
    ...(type === undefined ? {} : { type, settings: (type.settings ?? {}) as JsonObject }),
  });
}
