import { FieldDrawing } from '@reglament/runtime-ui/form';
import type { ComponentProps } from 'react';
import { useNear } from './use-near.ts';

type RowDrawingProps = Omit<ComponentProps<typeof FieldDrawing>, 'name'>;

/** The field as people will see it, from the moment it comes near the screen: a large form has hundreds of them. */
export function RowDrawing(props: RowDrawingProps) {
  const [near, place] = useNear<HTMLDivElement>();
  return (
    <div ref={place} className={near ? 'rs-drawing' : 'rs-drawing rs-drawing-far'}>
      {near ? <FieldDrawing name="drawn" {...props} /> : null}
    </div>
  );
}
