import { type Answers, FormEditor } from '@reglament/runtime-ui/form';
import { Card, Notice } from '@reglament/runtime-ui/ui';
import { Button, Checkbox, Select } from 'antd';
import { useId, useState } from 'react';
import { DayInput } from '../../field/day-input.tsx';
import { type Beginning, withBeginning } from './trial-edit.ts';
import { type DraftPlace, readExample } from './tryout-queries.ts';
import type { WalkProps } from './walk-props.ts';

interface BeginningCardProps extends WalkProps {
  place: DraftPlace;
}

const kinds = [
  { value: 'person', label: 'Физическое лицо' },
  { value: 'soleTrader', label: 'Индивидуальный предприниматель' },
  { value: 'organisation', label: 'Юридическое лицо' },
] as const;

const sourceKinds = [
  { value: 'employee', label: 'Сотрудник' },
  { value: 'epgu', label: 'ЕПГУ' },
  { value: 'rpgu', label: 'РПГУ' },
  { value: 'mfc', label: 'МФЦ' },
] as const;

/** Who applies, for what, when, with which papers: everything after it is walked anew when it changes. */
export function BeginningCard(props: BeginningCardProps) {
  const { trial, walk, service, onTrial } = props;
  const [applicant, source] = [useId(), useId()];
  const set = (change: Beginning) => onTrial(withBeginning(trial, change));
  return (
    <Card title="Начало">
      <div className="rst-fields">
        <div className="rg-field">
          <div className="rg-field-label">
            <label htmlFor={applicant}>Заявитель</label>
          </div>
          <Select
            id={applicant}
            className="rs-wide"
            value={trial.applicant ?? 'person'}
            options={kinds.filter(({ value }) => service.applicants.includes(value))}
            onChange={(kind) => set({ applicant: kind })}
          />
        </div>
        <div className="rg-field">
          <div className="rg-field-label">
            <label htmlFor={source}>Источник</label>
          </div>
          <Select
            id={source}
            className="rs-wide"
            value={trial.source ?? 'employee'}
            options={[...sourceKinds]}
            onChange={(value) => set({ source: value })}
          />
        </div>
        <DayInput
          label="День создания"
          value={trial.today ?? walk.steps[0]?.today ?? ''}
          onChange={(today) => today !== '' && set({ today })}
        />
      </div>
      <Checkbox
        checked={trial.representative === true}
        onChange={({ target }) => set({ representative: target.checked ? true : undefined })}
      >
        Действует представитель
      </Checkbox>
      <BeginningAnswers {...props} set={set} />
    </Card>
  );
}

type Set = (change: Beginning) => void;

function BeginningAnswers({ trial, walk, service, place, dictionaries = {}, set }: BeginningCardProps & { set: Set }) {
  const [failure, setFailure] = useState<string>();
  const kind = trial.applicant ?? 'person';
  const facts = {
    today: trial.today ?? walk.present.today,
    rules: service.rules,
    caseFacts: {
      source: trial.source ?? 'employee',
      applicant: { kind },
      hasRepresentative: trial.representative === true,
    },
  };
  const fill = () =>
    readExample(place, { applicant: kind, representative: trial.representative === true }).then(
      ({ answers, documents }) => set({ answers, documents: documents.length > 0 ? documents : undefined }),
      (error: Error) => setFailure(error.message),
    );
  const { documents } = walk.present;
  return (
    <>
      {failure === undefined ? null : <Notice tone="error">{failure}</Notice>}
      <div className="rs-row rst-controls">
        <Button size="small" onClick={() => void fill()}>
          Заполнить примером
        </Button>
      </div>
      <details className="rst-more">
        <summary>Ответы: {Object.keys(trial.answers ?? {}).length}</summary>
        <FormEditor
          name="walk-answers"
          form={service.form}
          answers={(trial.answers ?? {}) as Answers}
          facts={facts}
          sources={{ dictionaries }}
          onChange={(answers) => set({ answers })}
        />
      </details>
      {documents.length > 0 ? (
        <Checkbox.Group
          className="rst-papers"
          value={[...(trial.documents ?? [])]}
          options={documents.map(({ code, title, needed }) => ({
            value: code,
            label: needed ? `${title} – обязателен` : title,
          }))}
          onChange={(codes) => set({ documents: codes.length > 0 ? (codes as string[]) : undefined })}
        />
      ) : null}
    </>
  );
}
