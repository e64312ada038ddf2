import { Button, Select } from 'antd';
import { type InnerList, NodeFields } from './node-fields.tsx';
import { blankNode, moved, type NodeKind, nodeWords } from './template-commands.ts';

/** The parts of a paper one under the other, each with its place. */
export function NodeList({ place, nodes, onChange }: InnerList) {
  return (
    <>
      <ol className="rs-list rm-nodes">
        {nodes.map((node, index) => {
          const title = `${nodeWords[node.type]} ${index + 1}`;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
            <li key={`${index} ${node.type}`} className="rm-node" data-place={`${place.pointer}/${index}`}>
              <div className="rs-item-head">
                <span className="rg-muted">{title}</span>
                <span className="rs-acts">
                  <Button
                    size="small"
                    aria-label={`↑ Выше: ${title}`}
                    disabled={index === 0}
                    onClick={() => onChange('Перемещена часть документа', moved(nodes, index, -1))}
                  >
                    ↑
                  </Button>
                  <Button
                    size="small"
                    aria-label={`↓ Ниже: ${title}`}
                    disabled={index === nodes.length - 1}
                    onClick={() => onChange('Перемещена часть документа', moved(nodes, index, 1))}
                  >
                    ↓
                  </Button>
                  <Button
                    size="small"
                    danger
                    aria-label={`Удалить: ${title}`}
                    onClick={() => onChange(`Удалено: ${title}`, nodes.toSpliced(index, 1))}
                  >
                    Удалить
                  </Button>
                </span>
              </div>
              <NodeFields
                place={{ ...place, pointer: `${place.pointer}/${index}` }}
                node={node}
                renderList={(list) => <NodeList {...list} />}
                onChange={(next) => onChange(`${nodeWords[node.type]} документа`, nodes.with(index, next))}
              />
            </li>
          );
        })}
      </ol>
      <Select<NodeKind | null>
        className="rm-add"
        aria-label="Добавить часть документа"
        placeholder="Добавить часть…"
        value={null}
        options={Object.entries(nodeWords).map(([value, label]) => ({ value: value as NodeKind, label }))}
        onChange={(type) => type !== null && onChange(`Добавлено: ${nodeWords[type]}`, [...nodes, blankNode(type)])}
      />
    </>
  );
}
