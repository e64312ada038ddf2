import { useMutation, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { testRunId } from '../place.ts';
import { instantDateText } from '../ui/format.ts';
import { actAs, moveClock, testRunQuery } from './queries.ts';
import './test-band.css';

const steps = [
  { value: 1, label: 'на день' },
  { value: 3, label: 'на 3 дня' },
  { value: 7, label: 'на неделю' },
  { value: 30, label: 'на 30 дней' },
];

/** Above every screen of a stand: that nothing here is real, for whom one works, and the way out. */
export function TestBand() {
  return testRunId === undefined ? null : <Band id={testRunId} />;
}

function Band({ id }: { id: string }) {
  const { data, error } = useQuery(testRunQuery(id));
  const seat = useMutation({
    mutationFn: (person: string) => actAs(id, person),
    // Everything that is on the screen belongs to the former person.
    onSuccess: () => window.location.reload(),
  });
  const clock = useMutation({
    mutationFn: (days: number) => moveClock(id, days),
    // Everything that is on the screen was reckoned for the former day.
    onSuccess: () => window.location.reload(),
  });
  const problem = clock.error ?? seat.error ?? error;
  return (
    <section className="rg-test-band" aria-label="Тестовый режим">
      <p>
        <strong>Тестовый режим.</strong> Всё вымышлено: ничего никуда не уходит.
      </p>
      {problem ? <p role="alert">{problem.message}</p> : null}
      {data === undefined ? null : (
        <span className="rg-test-person">
          <label htmlFor="test-person">Работаю за:</label>
          <Select
            id="test-person"
            value={data.people.find(({ acting }) => acting)?.id ?? null}
            options={data.people.map(({ id: value, role }) => ({ value, label: role }))}
            loading={seat.isPending}
            popupMatchSelectWidth={false}
            onChange={(person: string) => seat.mutate(person)}
          />
        </span>
      )}
      {data === undefined ? null : (
        <span className="rg-test-person">
          <label htmlFor="test-clock">Сегодня {instantDateText(data.now)}:</label>
          <Select
            id="test-clock"
            value={null as number | null}
            placeholder="перевести часы вперёд"
            options={steps}
            loading={clock.isPending}
            popupMatchSelectWidth={false}
            onChange={(days) => days !== null && clock.mutate(days)}
          />
        </span>
      )}
      <a href="/">Выйти из тестового режима</a>
    </section>
  );
}
