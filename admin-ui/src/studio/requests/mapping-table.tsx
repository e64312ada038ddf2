import { type applyMapping, checkMapping, type MappingProblem, type MappingSides } from '@reglament/core/rules';
import type { Mapping } from '@reglament/format';
import { Tag } from '@reglament/runtime-ui/ui';
import { Button, Checkbox, Input } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { TabProps } from '../tab-props.ts';
import { addRow, changeRow, lostOf, removeRow, rowsTo } from './mapping-commands.ts';
import { MappingRowEditor } from './mapping-row.tsx';
import { demands, type Place } from './places.ts';
import { SourcePicker } from './source-picker.tsx';
import type { PlaceGroup } from './sources.ts';

interface MappingTableProps {
  tab: TabProps;
  label: string;
  mapping: Mapping;
  /** JSON pointer of the mapping. */
  at: string;
  targets: readonly Place[];
  groups: readonly PlaceGroup[];
  /** Between what the values go: what fits where is seen from it. */
  sides: MappingSides;
  /** Nobody fills in by hand what is not mapped. */
  unattended?: boolean | undefined;
  /** Paths that have to be written and are not. */
  demanded: readonly string[];
  problems: readonly MappingProblem[];
  sample: ReturnType<typeof applyMapping> | undefined;
  onChange: (step: string, mapping: Mapping) => void;
}

/** More places than a screen can hold are found by a word. */
const MOST_SHOWN = 60;

/** Two columns: the place that is written, and where its value comes from. What has to be written stands on top. */
export function MappingTable(props: MappingTableProps) {
  const { label, mapping, targets, demanded } = props;
  const [word, setWord] = useState('');
  const [all, setAll] = useState(false);
  const ordered = useOrder(props);
  const wanted = word.trim().toLowerCase();
  const fits = ({ path, title }: Place) => `${title} ${path}`.toLowerCase().includes(wanted);
  const isUsed = ({ path }: Place) =>
    mapping.some(({ to }) => to === path) || demanded.some((one) => demands(one, path));
  const found = ordered.filter((place) => (wanted === '' ? all || ordered.length <= 12 || isUsed(place) : fits(place)));
  const lost = [...new Set(mapping.map(({ to }) => to))].filter((to) => !targets.some(({ path }) => path === to));
  const shown = [...lost.map((path): Place => ({ path, title: path })), ...found.slice(0, MOST_SHOWN)];
  return (
    <section className="rsm" aria-label={label}>
      <div className="rs-row">
        <Input
          className="rsm-search"
          value={word}
          allowClear
          placeholder="Найти место"
          aria-label={`Найти место: ${label}`}
          onChange={(event) => setWord(event.target.value)}
        />
        {ordered.length > 12 ? (
          <Checkbox checked={all} onChange={({ target }) => setAll(target.checked)}>
            Все места ({targets.length})
          </Checkbox>
        ) : null}
      </div>
      {shown.length === 0 ? <p className="rg-muted">Ничего не заполняется: найдите место или покажите все.</p> : null}
      <ul className="rs-list">
        {shown.map((place) => (
          <TargetRow key={place.path} {...props} place={place} isLost={lost.includes(place.path)} />
        ))}
      </ul>
      {found.length > MOST_SHOWN ? (
        <p className="rg-muted">Показаны не все: {found.length - MOST_SHOWN} ещё. Уточните слово поиска.</p>
      ) : null}
    </section>
  );
}

/** The order in which one has begun: a place that was just filled does not run away from under the hands. */
function useOrder({ targets, demanded, mapping }: MappingTableProps): readonly Place[] {
  const [first] = useState({ demanded, written: new Set(mapping.map(({ to }) => to)) });
  return useMemo(() => {
    const rank = ({ path }: Place) => {
      if (first.demanded.some((one) => demands(one, path))) return 0;
      return first.written.has(path) ? 1 : 2;
    };
    return targets.toSorted((one, other) => rank(one) - rank(other));
  }, [targets, first]);
}

interface TargetRowProps extends MappingTableProps {
  place: Place;
  isLost: boolean;
}

function TargetRow(props: TargetRowProps) {
  const { mapping, at, groups, sides, demanded, problems, place, isLost, onChange } = props;
  const fits = (from: string) => checkMapping([{ to: place.path, from }], sides).length === 0;
  const rows = rowsTo(mapping, place.path);
  const { element, keep } = useKeptFocus(mapping);
  const needed = demanded.some((one) => demands(one, place.path));
  const add = (paths: readonly string[], constant?: string) => {
    keep();
    onChange(`Сопоставлено «${place.title}»`, addRow(mapping, newRow(place.path, { paths, constant })));
  };
  return (
    <li ref={element} className={needed ? 'rsm-row rsm-needed' : 'rsm-row'}>
      <div className="rsm-target">
        <span>{place.title}</span>
        <code className="rg-muted">{place.path}</code>
        {needed ? <Demanded unattended={props.unattended} /> : null}
        {isLost ? (
          <>
            <Tag tone="error">такого места нет</Tag>
            <Button
              size="small"
              aria-label={`Убрать сопоставление: ${place.title}`}
              onClick={() =>
                onChange(
                  `Убрано сопоставление «${place.title}»`,
                  mapping.filter(({ to }) => to !== place.path),
                )
              }
            >
              Убрать
            </Button>
          </>
        ) : null}
      </div>
      <div className="rsm-sources">
        {rows.map(({ index, row }) => (
          <MappingRowEditor
            key={index}
            {...props}
            {...{ index, row, fits }}
            at={`${at}/${index}`}
            lost={lostOf({ index, row }, problems)}
            problem={problems.find(({ pointer }) => pointer === `/${index}` || pointer.startsWith(`/${index}/`))}
            onRow={(step, part) => onChange(`${step} «${place.title}»`, changeRow(mapping, index, part))}
            onKeep={keep}
            onRemove={() => {
              keep();
              onChange(`Убрано сопоставление «${place.title}»`, removeRow(mapping, index));
            }}
          />
        ))}
        {rows.length === 0 ? (
          <SourcePicker
            {...{ groups, fits }}
            label={`Откуда: ${place.title}`}
            target={place.title}
            chosen={[]}
            isConstant={false}
            onChoose={(paths) => add(paths)}
            onConstant={() => add([], place.values?.[0]?.value ?? '')}
          />
        ) : null}
      </div>
    </li>
  );
}

/** What is not mapped is asked of the clerk, where there is one. */
function Demanded({ unattended = true }: Pick<MappingTableProps, 'unattended'>) {
  if (unattended) return <Tag tone="error">обязательное, не заполнено</Tag>;
  return <Tag tone="warning">обязательное, не заполнено: укажет сотрудник</Tag>;
}

/** The picker of a place is another one once the place is filled, or empty again: the focus stays with it. */
function useKeptFocus(mapping: Mapping) {
  const element = useRef<HTMLLIElement>(null);
  const wanted = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another mapping is what tells that the picker may be another one
  useEffect(() => {
    if (!wanted.current) return;
    wanted.current = false;
    element.current?.querySelector<HTMLElement>('[role=combobox]')?.focus();
  }, [mapping]);
  return {
    element,
    keep: () => {
      wanted.current = true;
    },
  };
}

function newRow(
  to: string,
  { paths, constant }: { paths: readonly string[]; constant: string | undefined },
): Mapping[number] {
  if (constant !== undefined) return { to, convert: { as: 'const', value: constant } };
  const [from] = paths;
  return from === undefined ? { to } : { to, from };
}
