import { codeOfTitle } from '@reglament/core/rules';
import type { ServiceDocument } from '@reglament/format';
import { Empty } from '@reglament/runtime-ui/ui';
import { Button, Radio } from 'antd';
import { CommittedInput } from './committed-input.tsx';
import { ConditionEditor } from './condition/condition-editor.tsx';
import { firstWords } from './first-words.ts';
import { ItemCard } from './item-card.tsx';
import { changeItem, moveItem, removeItem } from './list-commands.ts';
import type { TabProps } from './tab-props.ts';
import { optionalRussian, russian, withRussian } from './words.ts';

/** «Документы»: what the applicant brings, when it is offered and when there is no registering without it. */
export function DocumentsTab(props: TabProps) {
  const { service, edit } = props;
  const { documents } = service;
  const set = (label: string, change: (list: readonly ServiceDocument[]) => ServiceDocument[]) =>
    edit(label, (one) => ({ ...one, documents: change(one.documents) }));
  const add = () => {
    const title = firstWords.document;
    set('Добавлен документ', (list) => [
      ...list,
      { code: codeOfTitle(title, new Set(list.map(({ code }) => code)), 'document'), title },
    ]);
  };
  return (
    <>
      {documents.length === 0 ? (
        <Empty title="Документов нет">Если заявитель ничего не приносит, оставьте так.</Empty>
      ) : null}
      <ol className="rs-list">
        {documents.map((document, index) => {
          const title = russian(document.title);
          return (
            <ItemCard
              key={document.code}
              title={title}
              code={document.code}
              first={index === 0}
              last={index === documents.length - 1}
              onMove={(by) => set(`Перемещён документ: ${title}`, (list) => moveItem(list, document.code, by))}
              onRemove={() => set(`Удалён документ: ${title}`, (list) => removeItem(list, document.code))}
            >
              <DocumentFields {...props} document={document} index={index} set={set} />
            </ItemCard>
          );
        })}
      </ol>
      <Button onClick={add}>Добавить документ</Button>
    </>
  );
}

interface DocumentFieldsProps extends TabProps {
  document: ServiceDocument;
  index: number;
  set: (label: string, change: (list: readonly ServiceDocument[]) => ServiceDocument[]) => void;
}

type Need = 'never' | 'always' | 'rule';

function DocumentFields({ service, problemAt, document, index, set }: DocumentFieldsProps) {
  const title = russian(document.title);
  const change = (label: string, part: Parameters<typeof changeItem<ServiceDocument>>[2]) =>
    set(`${label}: ${title}`, (list) => changeItem(list, document.code, part));
  const need: Need = document.needed === undefined ? 'never' : document.needed === true ? 'always' : 'rule';
  return (
    <>
      <CommittedInput
        label="Название документа"
        value={title}
        wrong={problemAt(`/documents/${index}`)}
        onCommit={(text) => change('Название документа', { title: withRussian(document.title, text) })}
      />
      <CommittedInput
        label="Пояснение"
        multiline
        value={russian(document.description)}
        onCommit={(text) => change('Пояснение', { description: optionalRussian(document.description, text) })}
      />
      <Radio.Group
        aria-label={`Обязательность: ${title}`}
        value={need}
        options={[
          { value: 'never', label: 'Не обязателен' },
          { value: 'always', label: 'Обязателен всегда' },
          { value: 'rule', label: 'Обязателен по условию' },
        ]}
        onChange={({ target }) =>
          change('Обязательность', {
            needed: { never: undefined, always: true, rule: firstRule }[target.value as Need],
          })
        }
      />
      {need === 'rule' ? (
        <ConditionEditor
          legend="Обязателен, когда"
          otherwise="Не обязателен"
          service={service}
          rule={document.needed}
          onChange={(needed) => change('Условие обязательности', { needed })}
        />
      ) : null}
      <ConditionEditor
        legend="Предлагается, когда"
        otherwise="Предлагается всегда"
        service={service}
        rule={document.shown}
        onChange={(shown) => change('Условие показа', { shown })}
      />
    </>
  );
}

/** What most conditions of documents are about: something to begin with. */
const firstRule = { var: 'case.hasRepresentative' } as const;
