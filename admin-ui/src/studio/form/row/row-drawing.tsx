import { FieldDrawing } from '@reglament/runtime-ui/form';
import type { ComponentProps } from 'react';
import { innerOf } from '../inner/inner-commands.ts';
import { PartLayer } from './part-layer.tsx';
import { useNear } from './use-near.ts';

type Drawn = Omit<ComponentProps<typeof FieldDrawing>, 'name'>;
type RowDrawingProps = Drawn & Pick<ComponentProps<typeof PartLayer>, 'part' | 'onPart'>;

/** The field as people will see it, from the moment it comes near the screen: a large form has hundreds of them. */
export function RowDrawing({ part, onPart, ...props }: RowDrawingProps) {
  const [near, place] = useNear<HTMLDivElement>();
  return (
    <div ref={place} className="rs-drawing" style={near ? undefined : { minHeight: roughHeight(props) }}>
      {near ? (
        <>
          <FieldDrawing name="drawn" {...props} />
          <PartLayer drawing={place} code={props.code} schema={props.schema} {...{ part, onPart }} />
        </>
      ) : (
        <div className="rg-field-label" aria-hidden="true">
          {props.schema.title ?? props.code}
        </div>
      )}
    </div>
  );
}

/** Pixels: what is drawn later must not push away what somebody is looking at. */
const line = { label: 30, input: 32, text: 78, choice: 32, frame: 60 };

function roughHeight({ schema, ui }: Pick<Drawn, 'schema' | 'ui'>): number {
  const within = Object.keys(innerOf(schema)?.properties ?? {}).length;
  if (within > 0) return line.frame + Math.ceil(within / 2) * (line.label + line.input + 12);
  const { widget } = ui ?? {};
  if (widget === 'textarea' || widget === 'address') return line.label + line.text;
  const choices = (schema.oneOf ?? schema.items?.oneOf ?? []).length;
  const spread = widget === 'radio' || schema.type === 'array' || choices <= 3;
  return line.label + (spread && choices > 0 ? choices * line.choice : line.input);
}
