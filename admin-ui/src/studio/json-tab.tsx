import { applyChanges, differences, type Json } from '@reglament/core/rules';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { TabProps } from './tab-props.ts';

/** «JSON»: the whole definition as it will be published. A text that cannot be read never leaves this tab. */
export function JsonTab({
  service,
  edit,
  label = 'Определение услуги, JSON',
}: Pick<TabProps, 'service' | 'edit'> & { label?: string }) {
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
        <Button disabled={own === undefined} onClick={() => setOwn(undefined)}>
          Вернуть как было
        </Button>
      </div>
      {problem ? (
        <div className="rg-error" id="rs-json-problem" role="alert">
          {problem}
        </div>
      ) : null}
      <Input.TextArea
        className="rs-code"
        aria-label={label}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? 'rs-json-problem' : undefined}
        rows={28}
        spellCheck={false}
        value={own ?? text}
        onChange={(event) => setOwn(event.target.value)}
      />
    </div>
  );
}
