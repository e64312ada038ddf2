import type { ApiTypes } from '../api.gen.ts';
import { validateAnswers } from '../definition/compile.ts';
import type { Deps } from '../deps.ts';
import { exampleAnswers } from '../form/example-answers.ts';
import { questionForm } from '../request/type.ts';
import { titleOf } from '../rule/title.ts';
import type { Session } from '../session/session.ts';
import { entriesOn } from '../trial/requests.ts';

interface Asker {
  readonly deps: Deps;
  readonly session: Session;
  readonly now: Date;
}

/** What a mapping of this type can write and read, as it is for the body of who asks. @throws Refusal notFound */
export async function formsOfType({ deps, session, now }: Asker, code: string): Promise<ApiTypes['RequestTypeForms']> {
  const type = deps.definitions.latest('requestType', code).content;
  const kind = deps.connections.findKind(type);
  const question =
    kind === undefined
      ? type.message?.question.form
      : await deps.database.inBodies(session.bodies, (trx) =>
          questionForm(trx, { kind, plugin: type.plugin }, session.organisation),
        );
  const answer = kind?.answer ?? type.message?.answer.form;
  const today = now.toISOString().slice(0, 10);
  const context = { data: {}, today, rules: {} };
  const entryOf = entriesOn(deps, today);
  return {
    title: titleOf(type.title, 'ru'),
    question: question === undefined ? null : { ...question },
    answer: answer === undefined ? null : { ...answer },
    answerExample:
      answer === undefined ? {} : exampleAnswers({ form: answer, context, validate: validateAnswers, today, entryOf }),
  };
}
