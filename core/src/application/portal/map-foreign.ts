import { localDate } from '../../calendar/local-date.ts';
import { applyMapping } from '../../mapping/mapping.ts';
import { answerTitles, applicationTitles, dictionaryTitles } from '../../request/mapping-titles.ts';
import { isObject, type JsonObject } from '../../rule/value.ts';
import type { Work } from '../hold.ts';
import type { Pinned } from '../pinned.ts';
import type { Sent } from './fit-content.ts';

export interface Mapped {
  readonly sent: Sent;
  /** What could not be taken over, in Russian. */
  readonly problems: readonly string[];
}

/** Who applies and the answers, made of what a type of the portal's own says by the table of the service; anything else as it is. */
export function mapForeign({ deps, session, now }: Work, { service }: Pinned, sent: Sent): Mapped {
  const { foreign } = sent;
  if (foreign === undefined) return { sent, problems: [] };
  const intake = service.portal?.intake;
  if (intake === undefined) {
    const text = 'Заявление пришло чужим видом сведений, а таблицы, как перенести его в форму, в услуге нет';
    return { sent, problems: [text] };
  }
  const { definitions } = deps;
  const form = definitions.findLatest('requestType', intake.type)?.content.message?.question.form;
  const mapped = applyMapping(intake.mapping, {
    source: foreign,
    rules: { data: foreign, today: localDate(now, session.organisation.timeZone) },
    titles: {
      source: form === undefined ? {} : answerTitles(form, definitions),
      target: applicationTitles(service.form, definitions),
      dictionaries: dictionaryTitles(definitions),
    },
  });
  const { applicant, representative, answers } = mapped.target;
  return {
    sent: {
      applicant: partOf(applicant),
      answers: partOf(answers),
      ...(isObject(representative) ? { representative: partOf(representative) } : {}),
    },
    problems: mapped.faults.map(({ message }) => message),
  };
}

function partOf(value: unknown): JsonObject {
  return isObject(value) ? (value as JsonObject) : {};
}
