import { Card, Notice } from '@reglament/runtime-ui/ui';
import { Checkbox, Input, Radio } from 'antd';
import { useState } from 'react';
import { problemOf } from '../field/problem-of.ts';
import type { BodyFieldsProps } from './body-fields.tsx';

const MANY = 8;

/** Which services reach the clerks of the body: any, or those of a list. */
export function ServicesCard({ body, choices, disabled, failure, onChange }: BodyFieldsProps) {
  const [search, setSearch] = useState('');
  const { services } = body;
  const words = search.trim().toLowerCase();
  const shown = choices.services.filter(({ title, code }) => `${title} ${code}`.toLowerCase().includes(words));
  const mark = (code: string, marked: boolean) =>
    onChange({ services: marked ? [...(services ?? []), code] : (services ?? []).filter((one) => one !== code) });
  return (
    <Card
      title="Услуги"
      description="Новые заявки сотрудники создают только на эти услуги. Убранная услуга не останавливает начатые заявки."
    >
      <Radio.Group
        aria-label="Какие услуги оказывает ведомство"
        disabled={disabled}
        value={services === null ? 'any' : 'list'}
        options={[
          { value: 'list', label: 'Только из списка' },
          { value: 'any', label: 'Любые, и новые тоже' },
        ]}
        onChange={({ target }) =>
          onChange({ services: target.value === 'any' ? null : choices.services.map(({ code }) => code) })
        }
      />
      {problemOf(failure, 'services') ? <Notice tone="error">{problemOf(failure, 'services')}</Notice> : null}
      {services === null ? null : (
        <>
          {choices.services.length > MANY ? (
            <Input
              className="ra-wide"
              aria-label="Найти услугу"
              placeholder="Найти услугу"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
          ) : null}
          <fieldset className="ra-choices" aria-label="Услуги ведомства">
            {shown.map(({ code, title }) => (
              <Checkbox
                key={code}
                disabled={disabled}
                checked={services.includes(code)}
                onChange={({ target }) => mark(code, target.checked)}
              >
                {title}
              </Checkbox>
            ))}
          </fieldset>
          <div className="rg-hint" aria-live="polite">
            Отмечено: {services.length} из {choices.services.length}
          </div>
        </>
      )}
    </Card>
  );
}
