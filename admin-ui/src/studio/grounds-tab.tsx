import { codeOfTitle } from '@reglament/core/rules';
import type { RefusalGround } from '@reglament/format';
import { Empty } from '@reglament/runtime-ui/ui';
import { Button, Checkbox } from 'antd';
import { CommittedInput } from './committed-input.tsx';
import { firstWords } from './first-words.ts';
import { ItemCard } from './item-card.tsx';
import { changeItem, moveItem, removeItem } from './list-commands.ts';
import type { TabProps } from './tab-props.ts';
import { russian, withRussian } from './words.ts';

/** «Основания»: on what grounds the service is refused; a clerk chooses of these and cannot invent others. */
export function GroundsTab({ service, edit, problemAt }: TabProps) {
  const { grounds = [] } = service;
  const set = (label: string, change: (list: readonly RefusalGround[]) => RefusalGround[]) =>
    edit(label, (one) => ({ ...one, grounds: change(one.grounds ?? []) }));
  const add = () => {
    const title = firstWords.ground;
    set('Добавлено основание', (list) => [
      ...list,
      {
        code: codeOfTitle(title, new Set(list.map(({ code }) => code)), 'ground'),
        ...{ title, clause: firstWords.clause, check: true },
      },
    ]);
  };
  return (
    <>
      {grounds.length === 0 ? (
        <Empty title="Оснований для отказа нет">
          Без них отказать в услуге будет нельзя: перенесите их из регламента.
        </Empty>
      ) : null}
      <ol className="rs-list">
        {grounds.map((ground, index) => {
          const title = russian(ground.title);
          const change = (label: string, part: Parameters<typeof changeItem<RefusalGround>>[2]) =>
            set(`${label}: ${title}`, (list) => changeItem(list, ground.code, part));
          return (
            <ItemCard
              key={ground.code}
              title={title}
              code={ground.code}
              first={index === 0}
              last={index === grounds.length - 1}
              onMove={(by) => set(`Перемещено основание: ${title}`, (list) => moveItem(list, ground.code, by))}
              onRemove={() => set(`Удалено основание: ${title}`, (list) => removeItem(list, ground.code))}
            >
              <CommittedInput
                label="Основание, как в регламенте"
                multiline
                value={title}
                wrong={problemAt(`/grounds/${index}/title`)}
                onCommit={(text) => change('Основание', { title: withRussian(ground.title, text) })}
              />
              <CommittedInput
                label="Пункт акта"
                value={ground.clause}
                wrong={problemAt(`/grounds/${index}/clause`)}
                onCommit={(clause) => change('Пункт акта', { clause })}
              />
              <GroundMarks ground={ground} change={change} />
            </ItemCard>
          );
        })}
      </ol>
      <Button onClick={add}>Добавить основание</Button>
    </>
  );
}

interface GroundMarksProps {
  ground: RefusalGround;
  change: (label: string, part: Parameters<typeof changeItem<RefusalGround>>[2]) => void;
}

function GroundMarks({ ground, change }: GroundMarksProps) {
  return (
    <div className="rs-row">
      <Checkbox
        checked={ground.substance === true}
        onChange={({ target }) => change('О существе услуги', { substance: target.checked ? true : undefined })}
      >
        Не о документах заявителя: можно назвать и при повторном отказе
      </Checkbox>
      <Checkbox
        checked={ground.check === true}
        onChange={({ target }) => change('Проверить', { check: target.checked ? true : undefined })}
      >
        Проверить: внесено без сверки с текстом акта
      </Checkbox>
    </div>
  );
}
