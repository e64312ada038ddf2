import type { Json } from '@reglament/core/rules';
import { Button } from 'antd';
import { constantFor, freshStatement } from './begin.ts';
import { NestedStatement, NestedTerm, namesWithin, type TermProps } from './nested.tsx';

interface ChoicePartsProps extends Pick<TermProps, 'scope' | 'near'> {
  /** Condition and what holds by it, in turn; the last alone is what holds otherwise. */
  args: readonly Json[];
  prefix: string;
  /** Undefined: what holds is true or false. */
  wants?: TermProps['wants'] | undefined;
  onChange: (args: readonly Json[]) => void;
}

/** «Если …, то …»: the first condition that is met decides. */
export function ChoiceParts(props: ChoicePartsProps) {
  const { args, scope, wants, near, prefix, onChange } = props;
  const otherwise = args.length % 2 === 1 ? args.length - 1 : args.length;
  const value = (): Json => (wants === undefined ? freshStatement(scope) : constantFor(near));
  const [before, last] = [args.slice(0, otherwise), args[otherwise]];
  return (
    <div className="rs-nested">
      {args.map((arg, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
        <div key={index} className="rs-condition-row">
          <span className="rg-muted">{index === otherwise ? 'иначе' : index % 2 === 0 ? 'если' : 'то'}</span>
          <ChoicePart
            {...props}
            node={arg}
            isCondition={index < otherwise && index % 2 === 0}
            place={`${prefix}${index + 1}`}
            onPart={(next) => onChange(args.with(index, next))}
          />
          {index % 2 === 1 && args.length > 3 ? (
            <Button
              size="small"
              aria-label={`Убрать случай ${(index + 1) / 2} условия ${prefix}`}
              onClick={() => onChange(args.toSpliced(index - 1, 2))}
            >
              ×
            </Button>
          ) : null}
          {index === otherwise ? (
            <Button size="small" aria-label={`Убрать «иначе» условия ${prefix}`} onClick={() => onChange(before)}>
              ×
            </Button>
          ) : null}
        </div>
      ))}
      <div className="rs-row">
        <Button
          size="small"
          onClick={() => onChange([...before, freshStatement(scope), value(), ...(last === undefined ? [] : [last])])}
        >
          Добавить «если»
        </Button>
        {last === undefined ? (
          <Button size="small" onClick={() => onChange([...args, value()])}>
            Добавить «иначе»
          </Button>
        ) : null}
      </div>
    </div>
  );
}

interface ChoicePartProps extends ChoicePartsProps {
  node: Json;
  isCondition: boolean;
  place: string;
  onPart: (node: Json) => void;
}

function ChoicePart({ node, scope, wants, near, isCondition, place, onPart }: ChoicePartProps) {
  return isCondition || wants === undefined ? (
    <NestedStatement
      rule={node}
      scope={scope}
      prefix={`${place}.`}
      onChange={(next) => next !== undefined && onPart(next)}
    />
  ) : (
    <NestedTerm {...{ node, scope, wants, near }} names={namesWithin(place)} onChange={onPart} />
  );
}
