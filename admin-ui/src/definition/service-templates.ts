import { codeOfTitle } from '@reglament/core/rules';
import type { ServiceDefinition } from '@reglament/format';
import type { NewDraft } from '../studio/draft-queries.ts';

/** A service made ready for others to begin with: what is not the same everywhere stands in it as «[укажите …]». */
export interface ServiceTemplate {
  readonly code: string;
  readonly title: string;
  /** Which services it suits, and who does what. */
  readonly purpose: string;
  readonly read: () => Promise<{ readonly default: unknown }>;
}

export const serviceTemplates: readonly ServiceTemplate[] = [
  {
    code: 'permit',
    title: 'Разрешение',
    purpose: 'Готовит назначенный исполнитель, утверждает руководитель: разрешения, согласования.',
    read: () => import('../../../service-definitions/templates/permit.json'),
  },
  {
    code: 'certificate',
    title: 'Справка или выписка',
    purpose: 'Один сотрудник принимает запрос и сам отвечает: справки, выписки, копии документов.',
    read: () => import('../../../service-definitions/templates/certificate.json'),
  },
  {
    code: 'payment',
    title: 'Выплата или субсидия',
    purpose: 'Готовит исполнитель, подписывает руководитель, есть доработка: пособия, субсидии.',
    read: () => import('../../../service-definitions/templates/payment.json'),
  },
  {
    code: 'correction',
    title: 'Исправление ошибки или дубликат',
    purpose: 'Начинают из завершённой заявки; включите его в той услуге: «Список и процедуры».',
    read: () => import('../../../service-definitions/templates/correction.json'),
  },
];

export interface Named {
  readonly title: string;
  /** Empty: made of the title. */
  readonly code: string;
}

/** The template under a name of its own. */
export async function draftOf(template: ServiceTemplate, { title, code }: Named, taken: readonly string[]) {
  const content = (await template.read()).default as ServiceDefinition;
  const own = code === '' ? codeOfTitle(title, new Set(taken), 'definition') : code;
  const text = `${JSON.stringify({ ...content, code: own, title }, null, 2)}\n`;
  return { kind: 'service', from: 'text', text } satisfies NewDraft;
}
