import { ARITIES, type Json } from '@reglament/core/rules';
import { Button, Select } from 'antd';
import { constantFor, firstOf, freshStatement } from './begin.ts';
import { NestedStatement, NestedTerm, namesWithin, type TermProps } from './nested.tsx';
import { fieldNode } from './node.ts';
import { inside, type Scope, subjectOf } from './scope.ts';
import type { Subject } from './subjects.ts';
import { type Calculation, type Term, termNode } from './term.ts';
import { type Wants, wantsLike } from './term-choices.ts';

type PartProps = Pick<TermProps, 'node' | 'scope' | 'names' | 'onChange'>;

/** Values that are written out: marked among the known, or one under another. */
export function ListItems({ scope, names, near, onChange, items }: TermProps & { items: readonly Json[] }) {
  const values = near?.values;
  if (values !== undefined && items.every((item) => typeof item === 'string')) {
    return (
      <Select<string[]>
        size="small"
        mode="multiple"
        aria-label={names.value}
        value={items as string[]}
        options={[...values]}
        popupMatchSelectWidth={false}
        onChange={onChange}
      />
    );
  }
  return (
    <ol className="rs-nested">
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an item is its place
        <li key={index} className="rs-condition-row">
          <NestedTerm
            {...{ scope, near }}
            node={item}
            names={namesWithin(`${names.within}, ${index + 1}`)}
            wants={wantsLike(near)}
            onChange={(next) => onChange(items.with(index, next))}
          />
          <Button
            size="small"
            aria-label={`Убрать значение ${index + 1} условия ${names.within}`}
            onClick={() => onChange(items.toSpliced(index, 1))}
          >
            ×
          </Button>
        </li>
      ))}
      <li>
        <Button size="small" onClick={() => onChange([...items, constantFor(near)])}>
          Добавить значение
        </Button>
      </li>
    </ol>
  );
}

/** Of which field the words are. */
export function WordsOf({ node, scope, names, onChange, path }: PartProps & { path: string }) {
  const choices = scope.subjects.filter((one) => one.kind === 'choice' || one.path === path);
  const lost = choices.some((one) => one.path === path) ? [] : [{ value: path, label: `Нет поля «${path}»` }];
  return (
    <Select
      size="small"
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={`Условие ${names.within}: чьё название`}
      {...(lost.length > 0 ? { status: 'error' as const, className: 'rs-lost' } : {})}
      value={path}
      options={[...lost, ...choices.map((one) => ({ value: one.path, label: one.title }))]}
      popupMatchSelectWidth={false}
      onChange={(next: string) => onChange(termNode({ look: 'words', path: next }, node))}
    />
  );
}

/** What each of the values in a calculation is, in the order in which they stand. */
const partWords: Readonly<Partial<Record<Calculation, readonly string[]>>> = {
  '-': ['из', 'вычесть'],
  '/': ['разделить', 'на'],
  round: ['число', 'знаков после запятой'],
  addWorkingDays: ['от даты', 'рабочих дней'],
  daysBetween: ['от', 'до'],
  yearsBetween: ['от', 'до'],
};

function wantsOf(operator: Calculation, index: number): Wants {
  if (operator === 'cat') return 'any';
  if (operator === 'upper' || operator === 'date') return 'text';
  if (operator === 'daysBetween' || operator === 'yearsBetween') return 'date';
  return operator === 'addWorkingDays' && index === 0 ? 'date' : 'number';
}

/** Roubles are added to roubles; they are multiplied by a number. */
function nearOf({ operator, args }: Made, scope: Scope, index: number): Subject | undefined {
  const wants = wantsOf(operator, index);
  if (wants === 'any') return undefined;
  const like = { path: '', title: '', kind: wants === 'list' ? 'list' : wants } as const;
  if (!['+', '-', 'min', 'max', 'sum'].includes(operator)) return like;
  const money = args.some((arg) => subjectOf(arg, scope)?.money === true);
  return money ? { ...like, money } : like;
}

type Made = Extract<Term, { look: 'call' }>;

/** A calculation: what it is done to, one under another. */
export function CallParts({ node, scope, names, onChange, call }: PartProps & { call: Made }) {
  const { operator, args } = call;
  const { least, most } = ARITIES[operator];
  const set = (next: readonly Json[]) => onChange(termNode({ ...call, args: next }, node));
  const [captions, only] = [partWords[operator], args.length === 1];
  return (
    <ul className="rs-nested">
      {args.map((arg, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
        <li key={index} className="rs-condition-row">
          {captions === undefined || (only && least < most) ? null : (
            <span className="rg-muted">{captions[index]}</span>
          )}
          <NestedTerm
            scope={scope}
            node={arg}
            near={nearOf(call, scope, index)}
            names={namesWithin(`${names.within}, ${index + 1}`)}
            wants={wantsOf(operator, index)}
            onChange={(next) => set(args.with(index, next))}
          />
          {args.length > least && (index > 0 || most > 2) ? (
            <Button
              size="small"
              aria-label={`Убрать часть ${index + 1} условия ${names.within}`}
              onClick={() => set(args.toSpliced(index, 1))}
            >
              ×
            </Button>
          ) : null}
        </li>
      ))}
      {args.length < most ? (
        <li>
          <Button size="small" onClick={() => set([...args, operator === 'cat' ? '' : 0])}>
            {operator === 'round' ? 'Указать знаки после запятой' : 'Добавить часть'}
          </Button>
        </li>
      ) : null}
    </ul>
  );
}

/** What is counted over the rows of a list. */
export function RowsParts({
  node,
  scope,
  names,
  onChange,
  rows,
}: PartProps & { rows: Extract<Term, { look: 'rows' }> }) {
  const { operator, list, each } = rows;
  const within = inside(scope, list);
  const set = (next: Partial<typeof rows>) => onChange(termNode({ ...rows, ...next }, node));
  const everyRow = (): Json =>
    operator === 'count' ? freshStatement(within) : (firstOf(within, ({ kind }) => kind === 'number') ?? fieldNode(''));
  return (
    <div className="rs-nested">
      <ListOf {...{ scope, list }} within={names.within} onList={(next) => set({ list: next })} />
      {each === undefined ? (
        <Button size="small" onClick={() => set({ each: everyRow() })}>
          {operator === 'count' ? 'Только строки, где…' : 'Что в строке…'}
        </Button>
      ) : (
        <div className="rs-condition-row">
          <span className="rg-muted">{operator === 'count' ? 'где' : 'что в строке'}</span>
          {operator === 'count' ? (
            <NestedStatement
              rule={each}
              scope={within}
              prefix={`${names.within}, `}
              otherwise="Все строки"
              onChange={(next) => set({ each: next })}
            />
          ) : (
            <>
              <NestedTerm
                scope={within}
                node={each}
                names={namesWithin(`${names.within}, строка`)}
                near={subjectOf(each, within)}
                wants="number"
                onChange={(next) => set({ each: next })}
              />
              <Button
                size="small"
                aria-label={`Не уточнять, что в строке условия ${names.within}`}
                onClick={() => set({ each: undefined })}
              >
                ×
              </Button>
            </>
          )}
        </div>
      )}
    </div>
  );
}

interface ListOfProps {
  scope: Scope;
  list: Json;
  within: string;
  onList: (list: Json) => void;
}

/** The list whose rows are spoken of. */
export function ListOf({ scope, list, within, onList }: ListOfProps) {
  return (
    <NestedTerm
      scope={scope}
      node={list}
      names={{ ...namesWithin(`${within}, список`), pick: `Условие ${within}: список` }}
      wants="list"
      onChange={onList}
    />
  );
}
