import type { ServiceRequest } from '@reglament/format';
import { useState } from 'react';
import { CommittedInput } from '../committed-input.tsx';
import { ListEditor } from '../list/list-editor.tsx';
import type { ListSpec } from '../list/list-spec.ts';
import type { TabProps } from '../tab-props.ts';
import type { DraftPlace } from '../tryout/tryout-queries.ts';
import { russian } from '../words.ts';
import { RequestMappings } from './request-mappings.tsx';
import { useSample } from './request-queries.ts';
import './requests.css';

interface RequestsTabProps extends TabProps {
  requestTypes: TabProps['workflows'];
  place: DraftPlace;
}

/** «Запросы»: whom the service may ask, when, what the question is filled with and what of the answer is taken over. */
export function RequestsTab({ requestTypes, place, ...tab }: RequestsTabProps) {
  const [number, setNumber] = useState('');
  const { error } = useSample(place, { service: tab.service, number });
  const titleOf = ({ title, type, code }: ServiceRequest) =>
    russian(title) || (requestTypes.find(({ value }) => value === type)?.label ?? code);
  const list = tab.service.requests ?? [];
  return (
    <>
      {list.length === 0 ? null : <SampleChoice number={number} problem={error?.message} onChange={setNumber} />}
      <ListEditor
        tab={tab}
        spec={listOf(requestTypes, titleOf)}
        list={list}
        at="/requests"
        onChange={(step, change) => tab.edit(step, (one) => ({ ...one, requests: change(one.requests ?? []) }))}
      >
        {(request, index) => (
          <RequestMappings key={request.type} {...{ tab, request, index, place, number }} title={titleOf(request)} />
        )}
      </ListEditor>
    </>
  );
}

interface SampleChoiceProps {
  number: string;
  problem: string | undefined;
  onChange: (number: string) => void;
}

/** Whose values stand beside the rows: nobody's, or those of a case that went wrong. */
function SampleChoice({ number, problem, onChange }: SampleChoiceProps) {
  return (
    <div className="rsm-sample-choice">
      <CommittedInput
        label="Пример по заявке"
        hint="Пусто – вымышленный; с номером – заявка на эту услугу, которую вы вправе видеть"
        value={number}
        wrong={number === '' ? undefined : problem}
        onCommit={(text) => onChange(text.trim())}
      />
    </div>
  );
}

function listOf(
  requestTypes: TabProps['workflows'],
  titleOf: (request: ServiceRequest) => string,
): ListSpec<ServiceRequest> {
  return {
    words: {
      none: 'Запросов нет',
      noneHint: 'Добавьте запрос, если сведения для услуги спрашивают у других ведомств.',
      add: 'Добавить запрос',
      added: 'Добавлен запрос',
      removed: 'Удалён запрос',
      moved: 'Перемещён запрос',
    },
    stem: 'request',
    titleOf,
    blank: () => ({ type: requestTypes[0]?.value ?? '' }),
    fields: [
      { kind: 'choice', key: 'type', label: 'Вид запроса', options: () => requestTypes },
      {
        kind: 'title',
        key: 'title',
        label: 'Как назвать на этой услуге',
        hint: 'Можно не заполнять: тогда – как называется вид',
        optional: true,
      },
      {
        kind: 'condition',
        key: 'allowed',
        step: 'Условие запроса',
        legend: 'Предлагается, когда',
        otherwise: 'Предлагается всегда',
      },
      {
        kind: 'mark',
        key: 'automatic',
        step: 'Отправка запроса',
        label: 'Отправляется сам действием процесса, которое отправляет запросы',
      },
      {
        kind: 'mark',
        key: 'formless',
        step: 'Форма запроса',
        label: 'Без формы: всё берётся из заявки, сотрудник только подтверждает отправку',
      },
    ],
  };
}
