import type { WorkplaceTab } from '@reglament/format';
import { firstWords } from '../first-words.ts';
import type { ListSpec } from '../list/list-spec.ts';
import { phases } from '../phases.ts';
import type { Choice } from '../tab-props.ts';

/** Tabs over the list; without a state or a phase a tab shows all. */
export function tabList(states: readonly Choice[]): ListSpec<WorkplaceTab> {
  return {
    words: {
      none: 'Вкладок нет',
      noneHint: 'Нужна хотя бы одна: без неё списка не увидеть.',
      add: 'Добавить вкладку',
      added: 'Добавлена вкладка',
      removed: 'Удалена вкладка',
      moved: 'Перемещена вкладка',
    },
    stem: 'tab',
    blank: () => ({ title: firstWords.tab }),
    fields: [
      { kind: 'title', key: 'title', label: 'Название вкладки' },
      {
        kind: 'choices',
        key: 'phases',
        label: 'Заявки в фазах',
        otherwise: 'В любых',
        options: () => phases,
      },
      { kind: 'choices', key: 'states', label: 'Заявки в статусах', otherwise: 'В любых', options: () => states },
      { kind: 'mark', key: 'mine', step: 'Только свои', label: 'Только те, где сотрудник исполнитель' },
    ],
  };
}
