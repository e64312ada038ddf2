import { Button, Segmented } from 'antd';
import { memo, useState } from 'react';
import { firstWords } from '../first-words.ts';
import type { TabProps } from '../tab-props.ts';
import { LinkDialog } from './block/link-dialog.tsx';
import { BulkDialog } from './bulk/bulk-dialog.tsx';
import { behind } from './field-work.tsx';
import { addSection } from './form-commands.ts';
import type { FormView } from './form-view.ts';
import { useSteady } from './use-steady.ts';

interface FormToolbarProps extends Omit<TabProps, 'procedures'> {
  chosen: string | undefined;
  onChoose: (field: string | undefined) => void;
  view: FormView;
  onView: (view: FormView) => void;
}

/** How the form is looked at, and what is added to it as a whole. */
export function FormToolbar(props: FormToolbarProps) {
  const { service, edit, chosen, onChoose, view, onView } = props;
  const [beside, setBeside] = useState<Beside>();
  const steady = useSteady({ onView });
  return (
    <>
      <Bar {...{ edit, onChoose, view }} {...steady} onBeside={setBeside} />
      {beside === 'bulk' ? (
        <BulkDialog {...props} place={behind(service, chosen)} onClose={() => setBeside(undefined)} />
      ) : null}
      {beside === 'link' ? <LinkDialog {...{ service, edit }} onClose={() => setBeside(undefined)} /> : null}
    </>
  );
}

type Beside = 'bulk' | 'link';

interface BarProps extends Pick<FormToolbarProps, 'edit' | 'onChoose' | 'view' | 'onView'> {
  onBeside: (beside: Beside) => void;
}

const Bar = memo(function Bar({ edit, onChoose, view, onView, onBeside }: BarProps) {
  return (
    <div className="rs-toolbar">
      <Segmented
        aria-label="Как показать форму"
        value={view}
        options={[
          { value: 'screen', label: 'Состав' },
          { value: 'list', label: 'Списком' },
          { value: 'table', label: 'Таблицей' },
          { value: 'preview', label: 'Как увидят' },
        ]}
        onChange={onView}
      />
      <Button
        onClick={() => {
          edit('Добавлен раздел', (one) => addSection(one, firstWords.nextSection(one.form.sections.length + 1)));
          // The next fields go into it, not behind the field that was chosen before.
          onChoose(undefined);
        }}
      >
        Добавить раздел
      </Button>
      {view === 'table' ? (
        <Button onClick={() => onBeside('bulk')}>Поля из таблицы…</Button>
      ) : (
        <Button onClick={() => onBeside('link')}>Раздел из другой услуги…</Button>
      )}
    </div>
  );
});
