import { Card, Notice } from '@reglament/runtime-ui/ui';
import { Checkbox, Input, Radio } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { problemOf } from '../field/problem-of.ts';
import type { BodyFieldsProps } from './body-fields.tsx';
import type { ServiceLack } from './body-queries.ts';

const MANY = 8;

/** Which services reach the clerks of the body: any, or those of a list. */
export function ServicesCard({
  body,
  choices,
  lacks = [],
  disabled,
  failure,
  onChange,
}: BodyFieldsProps & { lacks?: readonly ServiceLack[] }) {
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
      <Lacks lacks={lacks.filter(({ code }) => services === null || services.includes(code))} />
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

const needed = ({ step, functions }: ServiceLack['steps'][number]) =>
  `«${step}» (нужна функция: ${functions.join(', ')})`;

/** Said as soon as a service is ticked: its applications would come to a step that nobody can take. */
function Lacks({ lacks }: { lacks: readonly ServiceLack[] }) {
  if (lacks.length === 0) return null;
  return (
    <Notice tone="warning" title="Эти услуги здесь некому довести до результата">
      <ul>
        {lacks.map(({ code, title, steps }) => (
          <li key={code}>
            «{title}»: {steps.map(needed).join('; ')}
          </li>
        ))}
      </ul>
      Дайте кому-нибудь роль с такой функцией: <Link to="/people">Люди и доступ</Link>, сотрудник, «Роли».
    </Notice>
  );
}
