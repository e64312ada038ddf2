import type { LegalBasis, ServiceDefinition } from '@reglament/format';
import { Card } from '@reglament/runtime-ui/ui';
import { Button, Checkbox, Select } from 'antd';
import { type ReactNode, useId } from 'react';
import { CommittedInput } from './committed-input.tsx';
import { firstWords } from './first-words.ts';
import type { TabProps } from './tab-props.ts';
import { optionalRussian, russian, withRussian } from './words.ts';

const applicants = [
  { value: 'person', label: 'Физическое лицо' },
  { value: 'soleTrader', label: 'Индивидуальный предприниматель' },
  { value: 'organisation', label: 'Юридическое лицо' },
] as const;

/** «Паспорт»: what the service is called, on what law it stands, who may apply, how it is numbered and how long it takes. */
export function PassportTab({ children, ...props }: TabProps & { children?: ReactNode }) {
  const { service, edit } = props;
  return (
    <div className="rs-columns">
      <Card title="Название">
        <Names {...props} />
      </Card>
      <Card title="Порядок">
        <Order {...props} />
      </Card>
      <Card title="Правовые основания">
        <BasisList basis={service.basis} onChange={(label, basis) => edit(label, (one) => ({ ...one, basis }))} />
      </Card>
      {children}
    </div>
  );
}

function Names({ service, edit, problemAt }: TabProps) {
  return (
    <>
      <CommittedInput
        id="rs-title"
        label="Полное название услуги"
        value={russian(service.title)}
        multiline
        place="/title"
        wrong={problemAt('/title')}
        onCommit={(text) => edit('Название услуги', (one) => ({ ...one, title: withRussian(one.title, text) }))}
      />
      <CommittedInput
        label="Краткое название"
        hint="Для списков; можно не заполнять"
        place="/shortTitle"
        value={russian(service.shortTitle)}
        onCommit={(text) =>
          edit('Краткое название', (one) => optional(one, 'shortTitle', optionalRussian(one.shortTitle, text)))
        }
      />
      <CommittedInput
        label="Описание"
        multiline
        place="/description"
        value={russian(service.description)}
        onCommit={(text) =>
          edit('Описание услуги', (one) => optional(one, 'description', optionalRussian(one.description, text)))
        }
      />
      <fieldset className="rg-field" data-place="/applicants">
        <legend className="rg-field-label">Кто может обратиться</legend>
        <Checkbox.Group
          options={[...applicants]}
          value={service.applicants}
          onChange={(chosen) =>
            edit('Кто может обратиться', (one) => ({ ...one, applicants: chosen as ServiceDefinition['applicants'] }))
          }
        />
        {problemAt('/applicants') ? <div className="rg-error">{problemAt('/applicants')}</div> : null}
      </fieldset>
    </>
  );
}

function Order({ service, edit, problemAt, workflows }: TabProps) {
  const workflow = useId();
  return (
    <>
      <div className="rg-field">
        <div className="rg-field-label">
          <label htmlFor={workflow}>Процесс</label>
        </div>
        <Select
          id={workflow}
          className="rs-wide"
          value={service.workflow}
          options={workflows}
          onChange={(chosen: string) => edit('Процесс', (one) => ({ ...one, workflow: chosen }))}
        />
      </div>
      <Checkbox
        checked={service.approval}
        onChange={({ target }) => edit('Утверждение решения', (one) => ({ ...one, approval: target.checked }))}
      >
        Решение нуждается в утверждении
      </Checkbox>
      <CommittedInput
        label="Номер заявки"
        hint="{body} – мнемоника органа, {yyyy} – год, {seq:6} – порядковый номер не короче 6 знаков"
        value={service.number.template}
        place="/number"
        wrong={problemAt('/number')}
        onCommit={(template) => edit('Номер заявки', (one) => ({ ...one, number: { ...one.number, template } }))}
      />
      <CommittedInput
        label="Отдельный ряд номеров"
        hint="Код ряда; пусто – общий ряд органа"
        place="/number/series"
        value={service.number.series ?? ''}
        wrong={problemAt('/number/series')}
        onCommit={(series) =>
          edit('Ряд номеров', (one) => ({
            ...one,
            number: { template: one.number.template, ...(series === '' ? {} : { series }) },
          }))
        }
      />
    </>
  );
}

interface BasisListProps {
  basis: readonly LegalBasis[];
  onChange: (label: string, basis: LegalBasis[]) => void;
}

function BasisList({ basis, onChange }: BasisListProps) {
  const change = (index: number, part: Partial<LegalBasis>) =>
    onChange(
      'Правовое основание',
      basis.map((one, at) => (at === index ? cleaned({ ...one, ...part }) : one)),
    );
  return (
    <>
      {basis.length === 0 ? <p className="rg-muted">Назовите акты, по которым услуга предоставляется.</p> : null}
      <ol className="rs-list">
        {basis.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: acts have no code, their order is all they have
          <li key={index} className="rs-basis" data-place={`/basis/${index}`}>
            <CommittedInput
              label="Акт"
              multiline
              value={one.title}
              place={`/basis/${index}/title`}
              onCommit={(title) => change(index, { title })}
            />
            <CommittedInput
              label="Статья, пункт"
              value={one.clause ?? ''}
              place={`/basis/${index}/clause`}
              onCommit={(clause) => change(index, { clause })}
            />
            <div className="rs-row">
              <Checkbox
                checked={one.check === true}
                onChange={(event) => change(index, { check: event.target.checked })}
              >
                Проверить: внесено без сверки с текстом акта
              </Checkbox>
              <Button
                size="small"
                onClick={() => onChange('Удалено правовое основание', basis.toSpliced(index, 1))}
                aria-label={`Удалить основание ${one.title}`}
              >
                Удалить
              </Button>
            </div>
          </li>
        ))}
      </ol>
      <Button
        onClick={() => onChange('Добавлено правовое основание', [...basis, { title: firstWords.act, check: true }])}
      >
        Добавить акт
      </Button>
    </>
  );
}

function cleaned({ title, clause = '', check = false }: LegalBasis): LegalBasis {
  return { title, ...(clause.trim() === '' ? {} : { clause }), ...(check ? { check } : {}) };
}

function optional<Key extends 'shortTitle' | 'description'>(
  service: ServiceDefinition,
  key: Key,
  value: ServiceDefinition[Key] | undefined,
): ServiceDefinition {
  const { [key]: _old, ...rest } = service;
  return value === undefined ? (rest as ServiceDefinition) : { ...service, [key]: value };
}
