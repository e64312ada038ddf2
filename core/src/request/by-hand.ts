import type { BroughtAnswer } from '../api.gen.ts';
import { Refusal } from '../errors.ts';
import { moveToAnswer } from '../file/rows.ts';
import { dropEntry } from '../outbox/rows.ts';
import type { JsonObject } from '../rule/value.ts';
import { change, type RequestCall, requestTopic } from './commands.ts';
import { answerProblems } from './outcome.ts';

/**
 * «Приложить ответ вручную»: the answer came on paper, or in another way than the exchange. It is marked with who brought it
 * and why; one that comes over the exchange afterwards is kept apart as late. @throws Refusal
 */
export async function bringAnswer(call: RequestCall, id: string, body: BroughtAnswer): Promise<void> {
  const { session, now } = call;
  const reason = body.reason.trim();
  const { files = [] } = body;
  await change(
    call,
    { id, version: body.version },
    {
      event: 'bring',
      journal: 'requestAnsweredByHand',
      facts: { comment: reason, files: [...files] },
      work: async ({ trx, request, kind }) => {
        const answer = body.answer as JsonObject;
        const problems = answerProblems(kind, answer, now).map((one) => ({ ...one, pointer: `/answer${one.pointer}` }));
        if (problems.length > 0) {
          throw new Refusal('invalidAnswers', 'Проверьте поля ответа и исправьте ошибки', { problems });
        }
        const place = { requestId: id, applicationId: request.applicationId };
        if ((await moveToAnswer(trx, files, place)) !== files.length) {
          throw new Refusal('notFound', 'Файл не найден: приложите его заново.');
        }
        await dropEntry(trx, { topic: requestTopic, ownerId: id }, now);
        const brought = { broughtBy: session.user.id, broughtReason: reason };
        const settled = { resultText: 'Ответ приложен вручную', errorCode: null, interimText: null };
        return { answer, answeredAt: now, emulated: false, ...settled, ...brought };
      },
    },
  );
}
