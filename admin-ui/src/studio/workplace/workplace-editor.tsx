import type { ServiceDefinition, Workplace } from '@reglament/format';
import { Card } from '@reglament/runtime-ui/ui';
import { Checkbox, Radio } from 'antd';
import { CommittedInput } from '../committed-input.tsx';
import { ListEditor } from '../list/list-editor.tsx';
import type { TabProps } from '../tab-props.ts';
import { optionalRussian, russian, withRussian } from '../words.ts';
import { ColumnList } from './column-list.tsx';
import { IncomingKept } from './incoming-kept.tsx';
import { useStates } from './states.ts';
import { tabList } from './tab-list.ts';
import { type EditWorkplace, menuWords, withMenuWord } from './workplace-commands.ts';
import { WorkplaceSketch } from './workplace-sketch.tsx';
import './workplace.css';

interface WorkplaceEditorProps {
  workplace: Workplace;
  edit: EditWorkplace;
  problemAt: TabProps['problemAt'];
}

/** A clerk's workplace: where one begins, the words of the menu, the tabs and columns of the list, how long incoming requests are kept. */
export function WorkplaceEditor({ workplace, edit, problemAt }: WorkplaceEditorProps) {
  const states = useStates();
  const tab = { service: workplace as unknown as ServiceDefinition, problemAt } as TabProps;
  return (
    <div className="rs-workplace">
      <WorkplaceSketch workplace={workplace} />
      <div className="rs-columns">
        <Card title="Общее">
          <CommittedInput
            label="Название рабочего места"
            value={russian(workplace.title)}
            place="/title"
            wrong={problemAt('/title')}
            onCommit={(text) => edit('Название', (one) => ({ ...one, title: withRussian(one.title, text) }))}
          />
          <fieldset className="rg-field" data-place="/startPage">
            <legend className="rg-field-label">Первая страница после входа</legend>
            <Radio.Group
              value={workplace.startPage}
              options={[
                { value: 'applications', label: 'Реестр заявок' },
                { value: 'mine', label: 'Что ждёт сотрудника' },
              ]}
              onChange={({ target }) => edit('Первая страница', (one) => ({ ...one, startPage: target.value }))}
            />
          </fieldset>
          <Checkbox
            checked={workplace.columnSearch === true}
            onChange={({ target }) =>
              edit('Поиск над столбцами', ({ columnSearch: _, ...one }) =>
                target.checked ? { ...one, columnSearch: true } : one,
              )
            }
          >
            Поля поиска стоят над столбцами списка
          </Checkbox>
        </Card>
        <Card title="Слова меню">
          {menuWords.map(({ code, label, needed }) => (
            <CommittedInput
              key={code}
              label={label}
              place={`/menu/${code}`}
              wrong={problemAt(`/menu/${code}`)}
              value={russian((workplace.menu as Record<string, Workplace['title'] | undefined>)[code])}
              onCommit={(text) =>
                edit(`Слово меню: ${label}`, (one) => {
                  const before = (one.menu as Record<string, Workplace['title'] | undefined>)[code];
                  const next = needed ? withRussian(before, text) : optionalRussian(before, text);
                  return withMenuWord(one, code, next);
                })
              }
            />
          ))}
        </Card>
        <IncomingKept {...{ tab, workplace, edit }} />
      </div>
      <h2>Вкладки списка</h2>
      <div className="rs-workplace-tabs">
        <ListEditor
          tab={tab}
          spec={tabList(states)}
          list={workplace.tabs}
          at="/tabs"
          onChange={(step, change) => edit(step, (one) => ({ ...one, tabs: change(one.tabs) as Workplace['tabs'] }))}
        />
      </div>
      <h2>Столбцы списка</h2>
      <ColumnList {...{ workplace, edit, problemAt }} />
    </div>
  );
}
