import type { RefusalGround } from '@reglament/format';
import { firstWords } from './first-words.ts';
import { ListEditor } from './list/list-editor.tsx';
import type { ListSpec } from './list/list-spec.ts';
import type { TabProps } from './tab-props.ts';

/** Of the service, and of a decision that has grounds of its own. */
export const groundList: ListSpec<RefusalGround> = {
  words: {
    none: 'Оснований для отказа нет',
    noneHint: 'Без них отказать в услуге будет нельзя: перенесите их из регламента.',
    add: 'Добавить основание',
    added: 'Добавлено основание',
    removed: 'Удалено основание',
    moved: 'Перемещено основание',
  },
  stem: 'ground',
  blank: () => ({ title: firstWords.ground, clause: firstWords.clause, check: true }),
  fields: [
    { kind: 'title', key: 'title', step: 'Основание', label: 'Основание, как в регламенте', multiline: true },
    { kind: 'text', key: 'clause', label: 'Пункт акта' },
    {
      kind: 'mark',
      key: 'substance',
      step: 'О существе услуги',
      label: 'Не о документах заявителя: можно назвать и при повторном отказе',
    },
    { kind: 'mark', key: 'check', step: 'Проверить', label: 'Проверить: внесено без сверки с текстом акта' },
  ],
};

/** «Основания»: on what grounds the service is refused; a clerk chooses of these and cannot invent others. */
export function GroundsTab(tab: TabProps) {
  return (
    <ListEditor
      tab={tab}
      spec={groundList}
      list={tab.service.grounds ?? []}
      at="/grounds"
      onChange={(step, change) => tab.edit(step, (one) => ({ ...one, grounds: change(one.grounds ?? []) }))}
    />
  );
}
