import type { TemplateNode } from '@reglament/format';
import { Button, Checkbox, Select } from 'antd';
import type { ReactNode } from 'react';
import { ConditionEditor } from '../condition/condition-editor.tsx';
import { firstWords } from '../first-words.ts';
import { choicesAt, ListChoice, type NodePlace, serviceAt, templateSubjects } from './node-place.tsx';
import { TableFields } from './table-fields.tsx';
import { TemplateText } from './template-text.tsx';

interface NodeFieldsProps<Node extends TemplateNode = TemplateNode> {
  place: NodePlace;
  node: Node;
  onChange: (node: TemplateNode) => void;
  /** The list of parts that stands within this one. */
  renderList: (list: InnerList) => ReactNode;
}

export interface InnerList {
  readonly place: NodePlace;
  readonly nodes: readonly TemplateNode[];
  readonly onChange: (label: string, nodes: TemplateNode[]) => void;
}

/** What can be said of one part of a paper. */
export function NodeFields({ place, node, onChange, renderList }: NodeFieldsProps) {
  switch (node.type) {
    case 'heading':
    case 'paragraph':
      return <TextFields {...{ place, onChange, renderList }} node={node} />;
    case 'list':
      return <ListFields {...{ place, onChange, renderList }} node={node} />;
    case 'table':
      return <TableFields place={place} node={node} onChange={onChange} />;
    case 'if':
      return <IfFields {...{ place, onChange, renderList }} node={node} />;
    case 'each':
      return <EachFields {...{ place, onChange, renderList }} node={node} />;
    case 'stamp':
      return <p className="rg-muted">Кто утвердил и когда; до утверждения место остаётся пустым.</p>;
    case 'pageBreak':
    case 'space':
      return null;
  }
}

type TextNode = Extract<TemplateNode, { type: 'heading' | 'paragraph' }>;
type Align = NonNullable<TextNode['align']>;

const aligns: readonly { value: Align; label: string }[] = [
  { value: 'left', label: 'Слева' },
  { value: 'center', label: 'По центру' },
  { value: 'right', label: 'Справа' },
  { value: 'justify', label: 'По ширине' },
];

function TextFields({ place, node, onChange }: NodeFieldsProps<TextNode>) {
  const heading = node.type === 'heading';
  return (
    <>
      <TemplateText
        label={heading ? 'Текст заголовка' : 'Текст абзаца'}
        value={node.text}
        choices={choicesAt(place)}
        place={`${place.pointer}/text`}
        wrong={place.problemAt(`${place.pointer}/text`)}
        onCommit={(text) => onChange({ ...node, text })}
      />
      <div className="rs-row">
        <Select<Align>
          size="small"
          aria-label="Выравнивание"
          value={node.align ?? (heading ? (node.level === 1 ? 'center' : 'left') : 'justify')}
          options={aligns.filter(({ value }) => !(heading && value === 'justify'))}
          onChange={(align) => onChange({ ...node, align } as TextNode)}
        />
        {heading ? (
          <Select
            size="small"
            aria-label="Уровень заголовка"
            value={node.level}
            options={[
              { value: 1, label: 'Название документа' },
              { value: 2, label: 'Заголовок раздела' },
            ]}
            popupMatchSelectWidth={false}
            onChange={(level: 1 | 2) => onChange({ ...node, level })}
          />
        ) : (
          <Checkbox
            checked={node.bold === true}
            onChange={({ target }) => {
              const { bold: _old, ...rest } = node;
              onChange(target.checked ? { ...rest, bold: true } : rest);
            }}
          >
            Жирный
          </Checkbox>
        )}
      </div>
    </>
  );
}

function ListFields({ place, node, onChange }: NodeFieldsProps<Extract<TemplateNode, { type: 'list' }>>) {
  return (
    <>
      {node.items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an item is its place
        <div key={index} className="rm-item">
          <TemplateText
            label={`Пункт ${index + 1}`}
            value={item}
            choices={choicesAt(place)}
            place={`${place.pointer}/items/${index}`}
            wrong={place.problemAt(`${place.pointer}/items/${index}`)}
            onCommit={(text) => onChange({ ...node, items: node.items.with(index, text) })}
          />
          <Button
            size="small"
            aria-label={`Удалить пункт ${index + 1}`}
            onClick={() => onChange({ ...node, items: node.items.toSpliced(index, 1) })}
          >
            Удалить пункт
          </Button>
        </div>
      ))}
      <div className="rs-row">
        <Button size="small" onClick={() => onChange({ ...node, items: [...node.items, firstWords.paperText] })}>
          Добавить пункт
        </Button>
        <Checkbox
          checked={node.ordered === true}
          onChange={({ target }) => onChange({ ...node, ordered: target.checked })}
        >
          Нумерованный
        </Checkbox>
      </div>
    </>
  );
}

function IfFields({ place, node, onChange, renderList }: NodeFieldsProps<Extract<TemplateNode, { type: 'if' }>>) {
  const { else: otherwise, ...rest } = node;
  return (
    <>
      <ConditionEditor
        legend="Печатается, когда"
        otherwise="Без условия эта часть не нужна: перенесите её содержимое выше"
        service={serviceAt(place)}
        subjects={templateSubjects(place)}
        rule={node.rule}
        onChange={(rule) => rule !== undefined && onChange({ ...node, rule } as typeof node)}
      />
      {renderList({
        place: { ...place, pointer: `${place.pointer}/then` },
        nodes: node.then,
        // biome-ignore lint/suspicious/noThenProperty: the format's word
        onChange: (_, nodes) => onChange({ ...node, then: nodes }),
      })}
      {otherwise === undefined ? (
        <Button size="small" onClick={() => onChange({ ...node, else: [] })}>
          Добавить «иначе»
        </Button>
      ) : (
        <>
          <div className="rs-item-head">
            <strong>Иначе</strong>
            <Button size="small" onClick={() => onChange(rest as typeof node)}>
              Убрать «иначе»
            </Button>
          </div>
          {renderList({
            place: { ...place, pointer: `${place.pointer}/else` },
            nodes: otherwise,
            onChange: (_, nodes) => onChange({ ...node, else: nodes }),
          })}
        </>
      )}
    </>
  );
}

function EachFields({ place, node, onChange, renderList }: NodeFieldsProps<Extract<TemplateNode, { type: 'each' }>>) {
  return (
    <>
      <ListChoice
        place={place}
        value={node.path}
        wrong={place.problemAt(`${place.pointer}/path`)}
        onChange={(path) => path !== undefined && onChange({ ...node, path })}
      />
      {renderList({
        place: { ...place, pointer: `${place.pointer}/body`, list: node.path },
        nodes: node.body,
        onChange: (_, body) => onChange({ ...node, body }),
      })}
    </>
  );
}
