import type { ServiceTrial } from '@reglament/format';
import { Empty, Loading, Notice, plural, Tag } from '@reglament/runtime-ui/ui';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { TabProps } from '../tab-props.ts';
import { FromCase } from './from-case.tsx';
import type { Trial } from './trial-edit.ts';
import { TriedTogether } from './tried-together.tsx';
import { type DraftPlace, useTests } from './tryout-queries.ts';
import { WalkScreen } from './walk-screen.tsx';
import './style.css';

interface TestsTabProps extends TabProps {
  place: DraftPlace;
}

/** Which test is being walked: one of the service by its place, or a new one. */
type Open = { readonly trial: Trial; readonly index: number | undefined; readonly left?: readonly string[] };

/** «Тесты»: what the service promises, whether it keeps it, and the walk by which a promise is made. */
export function TestsTab(props: TestsTabProps) {
  const { service, edit } = props;
  const [together, setTogether] = useState<readonly string[]>([]);
  const place = { ...props.place, together };
  const [open, setOpen] = useState<Open>();
  const tests = service.tests ?? [];
  const save = (made: ServiceTrial) => {
    edit(`Проверка: ${made.title}`, (one) => ({ ...one, tests: placed(one.tests ?? [], open?.index, made) }));
    setOpen(undefined);
  };
  if (open !== undefined) {
    return (
      <WalkScreen
        service={service}
        place={place}
        first={open.trial}
        isNew={open.index === undefined}
        left={open.left ?? []}
        onSave={save}
        onClose={() => setOpen(undefined)}
      />
    );
  }
  const begin = <Begin place={place} onOpen={(trial, left) => setOpen({ trial, index: undefined, left })} />;
  return (
    <>
      <TriedTogether id={place.id} chosen={together} onChange={setTogether} />
      {tests.length === 0 ? (
        <Empty title="Тестов пока нет" actions={begin}>
          Пройдите услугу вымышленной заявкой и сохраните путь: тест выполнится при каждой публикации.
        </Empty>
      ) : (
        <Results
          place={place}
          tests={tests}
          service={service}
          begin={begin}
          onOpen={(index) => setOpen({ trial: tests[index] ?? { title: '', steps: [] }, index })}
          onRemove={(index) =>
            edit(`Удалена проверка: ${tests[index]?.title}`, (one) => ({
              ...one,
              tests: (one.tests ?? []).filter((_test, at) => at !== index),
            }))
          }
        />
      )}
    </>
  );
}

interface BeginProps {
  place: DraftPlace;
  onOpen: (trial: Trial, left: readonly string[]) => void;
}

/** A walk from the beginning, or along the way of an application that is there. */
function Begin({ place, onOpen }: BeginProps) {
  const [choosing, setChoosing] = useState(false);
  return (
    <>
      <Button type="primary" onClick={() => onOpen({ title: '', steps: [] }, [])}>
        Пройти услугу…
      </Button>
      <Button onClick={() => setChoosing(true)}>Из заявки…</Button>
      {choosing ? <FromCase place={place} onWalk={onOpen} onClose={() => setChoosing(false)} /> : null}
    </>
  );
}

function placed(tests: readonly ServiceTrial[], index: number | undefined, made: ServiceTrial): ServiceTrial[] {
  return index === undefined ? [...tests, made] : tests.map((one, at) => (at === index ? made : one));
}

interface ResultsProps {
  place: DraftPlace;
  tests: readonly ServiceTrial[];
  service: TabProps['service'];
  begin: ReactNode;
  onOpen: (index: number) => void;
  onRemove: (index: number) => void;
}

function Results({ place, tests, service, begin, onOpen, onRemove }: ResultsProps) {
  const { data, error, isFetching, refetch } = useTests(place, service);
  const red = data?.items.filter(({ failures }) => failures.length > 0).length ?? 0;
  return (
    <>
      <div className="rs-toolbar">
        {begin}
        <Button loading={isFetching} onClick={() => void refetch()}>
          Выполнить все
        </Button>
        <span aria-live="polite">
          {data === undefined ? null : red === 0 ? (
            <Tag tone="success">все прошли</Tag>
          ) : (
            <Tag tone="error">{plural(red, ['тест не прошёл', 'теста не прошли', 'тестов не прошли'])}</Tag>
          )}
        </span>
      </div>
      {error ? <Notice tone="error">{error.message}</Notice> : null}
      {data === undefined && error === null ? <Loading /> : null}
      <ol className="rs-list" aria-label="Тесты услуги">
        {tests.map(({ title, steps }, index) => {
          const result = data?.items[index];
          const failures = result?.title === title ? result.failures : undefined;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: two tests may bear one title, and nothing else names them
            <li key={`${index} ${title}`} className="rg-card rst-test">
              <div className="rst-test-head">
                <span>
                  <strong>{title}</strong>{' '}
                  <span className="rg-muted">{plural(steps.length, ['шаг', 'шага', 'шагов'])}</span>
                </span>
                <span className="rs-acts">
                  {failures === undefined ? null : failures.length === 0 ? (
                    <Tag tone="success">прошёл</Tag>
                  ) : (
                    <Tag tone="error">не прошёл</Tag>
                  )}
                  <Button size="small" aria-label={`Открыть: ${title}`} onClick={() => onOpen(index)}>
                    Открыть
                  </Button>
                  <Button size="small" danger aria-label={`Удалить: ${title}`} onClick={() => onRemove(index)}>
                    Удалить
                  </Button>
                </span>
              </div>
              {(failures ?? []).map(({ pointer, message }) => (
                <p key={pointer + message} className="rst-failure">
                  {message} <code className="rg-muted">{pointer}</code>
                </p>
              ))}
            </li>
          );
        })}
      </ol>
    </>
  );
}
