import type { ServiceDocument } from '@reglament/format';
import { firstWords } from './first-words.ts';
import { ListEditor } from './list/list-editor.tsx';
import type { ListSpec } from './list/list-spec.ts';
import type { TabProps } from './tab-props.ts';

const documents: ListSpec<ServiceDocument> = {
  words: {
    none: 'Документов нет',
    noneHint: 'Если заявитель ничего не приносит, оставьте так.',
    add: 'Добавить документ',
    added: 'Добавлен документ',
    removed: 'Удалён документ',
    moved: 'Перемещён документ',
  },
  stem: 'document',
  blank: () => ({ title: firstWords.document }),
  fields: [
    { kind: 'title', key: 'title', label: 'Название документа' },
    { kind: 'title', key: 'description', label: 'Пояснение', multiline: true, optional: true },
    {
      kind: 'need',
      key: 'needed',
      label: 'Обязательность',
      never: 'Не обязателен',
      always: 'Обязателен всегда',
      byRule: 'Обязателен по условию',
      legend: 'Обязателен, когда',
    },
    {
      kind: 'condition',
      key: 'shown',
      step: 'Условие показа',
      legend: 'Предлагается, когда',
      otherwise: 'Предлагается всегда',
    },
  ],
};

/** «Документы»: what the applicant brings, when it is offered and when there is no registering without it. */
export function DocumentsTab(tab: TabProps) {
  return (
    <ListEditor
      tab={tab}
      spec={documents}
      list={tab.service.documents}
      at="/documents"
      onChange={(step, change) => tab.edit(step, (one) => ({ ...one, documents: change(one.documents) }))}
    />
  );
}
