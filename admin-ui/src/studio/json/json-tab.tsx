import { applyChanges, differences, type Json } from '@reglament/core/rules';
import { Loading } from '@reglament/runtime-ui/ui';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { Finding } from '../draft-session.ts';
import type { TabProps } from '../tab-props.ts';

/** As large as all the rest of the editor: it comes when the tab is opened. */
const JsonEditor = lazy(() => import('./json-editor.tsx').then(({ JsonEditor: editor }) => ({ default: editor })));

interface JsonTabProps extends Pick<TabProps, 'service' | 'edit'> {
  /** What the check says, to be marked in its place. */
  findings?: readonly Finding[] | undefined;
  /** A finding to go to. */
  jump?: Finding | undefined;
  label?: string;
}

const none: readonly Finding[] = [];

/** «JSON»: the whole definition as it will be published. A text that cannot be read never leaves this tab. */
export function JsonTab({ service, edit, findings = none, jump, label = 'Определение услуги, JSON' }: JsonTabProps) {
  const text = JSON.stringify(service, null, 2);
  const [own, setOwn] = useState<string>();
  const [problem, setProblem] = useState('');
  const apply = () => {
    try {
      const after = JSON.parse(own ?? text) as Json;
      if (typeof after !== 'object' || after === null || Array.isArray(after)) throw new SyntaxError('нужен объект');
      edit('Правка JSON', (one) => {
        const before = one as unknown as Json;
        return applyChanges(before, differences(before, after)) as unknown as typeof one;
      });
      setOwn(undefined);
      setProblem('');
    } catch (error) {
      setProblem(
        `Запись не читается: ${error instanceof Error ? error.message : ''}. Она осталась здесь, определение не изменено.`,
      );
    }
  };
  return (
    <div className={problem ? 'rg-field rg-field-wrong' : 'rg-field'}>
      <div className="rs-toolbar">
        <Button type="primary" disabled={own === undefined || own === text} onClick={apply}>
          Применить
        </Button>
        <Button
          disabled={own === undefined}
          onClick={() => {
            setOwn(undefined);
            setProblem('');
          }}
        >
          Вернуть как было
        </Button>
      </div>
      {problem ? (
        <div className="rg-error" id="rs-json-problem" role="alert">
          {problem}
        </div>
      ) : null}
      <Suspense fallback={<Loading />}>
        <JsonEditor
          label={label}
          text={own ?? text}
          findings={own === undefined || own === text ? findings : none}
          place={jump?.pointer}
          onChange={(next) => setOwn(next === text ? undefined : next)}
        />
      </Suspense>
    </div>
  );
}
