/** What the clerk is asked about earlier refusals, as a form like any other. Pure. */
import { newGrounds, titleOf } from '@reglament/core/rules';
import type { FormDefinition, RefusalGround } from '@reglament/format';
import type { EarlierRefusals, RepeatAnswer } from '../api.ts';
import type { Answers } from '../form/index.ts';
import { locale } from '../locale/locale.ts';
import { dateText } from '../ui/format.ts';

/** Chosen by the clerk: the applicant has come for the first time with this matter. */
const notRepeated = 'none';

type Earlier = EarlierRefusals['items'][number];

function titleOfRefusal({ number, publishedAt, grounds }: Earlier): string {
  const named = grounds.map(({ title }) => title).join('; ');
  return `После отказа № ${number ?? '—'} от ${dateText(publishedAt.slice(0, 10))}. Тогда названо: ${named || 'ничего'}`;
}

interface Chosen {
  data: EarlierRefusals;
  answers: Answers;
  grounds: readonly RefusalGround[];
}

/** Grounds that the chosen earlier refusal did not name. */
export function addedGrounds({ data, answers, grounds }: Chosen): readonly RefusalGround[] {
  const earlier = data.items.find(({ id }) => id === answers.earlier);
  return earlier === undefined ? [] : newGrounds(grounds, earlier.grounds);
}

/** The cases of the law are asked for only when something new is named. */
export function repeatForm(chosen: Chosen): FormDefinition {
  const { items, exceptions } = chosen.data;
  const isNew = addedGrounds(chosen).length > 0;
  return {
    schema: {
      type: 'object',
      properties: {
        earlier: {
          title: 'После какого отказа обратился заявитель',
          type: 'string',
          oneOf: [
            ...items.map((one) => ({ const: one.id, title: titleOfRefusal(one) })),
            { const: notRepeated, title: 'Это обращение не повторное: другой предмет, другие обстоятельства' },
          ],
        },
        exception: {
          title: 'Случай, в котором закон допускает новые основания',
          type: 'string',
          oneOf: exceptions.map(({ code, clause, title }) => ({ const: code, title: `${clause} ${title}` })),
        },
        justification: { title: 'Обоснование', type: 'string', maxLength: 4000 },
      },
      required: ['earlier', 'exception', 'justification'],
    },
    sections: [{ code: 'repeat', title: 'Повторное обращение', fields: ['earlier', 'exception', 'justification'] }],
    ui: {
      earlier: { widget: 'radio', width: 'full' },
      exception: { widget: 'radio', width: 'full', visible: isNew },
      justification: {
        widget: 'textarea',
        visible: isNew,
        help: 'Чем это подтверждено: документ, дата. Войдёт в решение',
      },
    },
  };
}

export function repeatAnswer(answers: Answers, isNew: boolean): RepeatAnswer | undefined {
  const { earlier, exception, justification } = answers as Partial<Record<string, string>>;
  if (earlier === undefined) return undefined;
  if (earlier === notRepeated) return { earlier: null };
  if (!isNew) return { earlier };
  return {
    earlier,
    ...(exception ? { exception: exception as NonNullable<RepeatAnswer['exception']> } : {}),
    ...(justification ? { justification } : {}),
  };
}

/** What the clerk must not do, in plain words; undefined when nothing new is named. */
export function newGroundsWords(added: readonly RefusalGround[]): string | undefined {
  if (added.length === 0) return undefined;
  const titles = added.map(({ title }) => `«${titleOf(title, locale)}»`).join(', ');
  return `В прежнем отказе этого не было: ${titles}. Повторный отказ не может назвать новое (210-ФЗ, статья 7, часть 1, пункт 4): снимите эти основания или укажите случай, в котором закон это допускает.`;
}
