import type { ApiTypes } from '@reglament/core/api';
import { request } from '@reglament/runtime-ui/client';
import { announce, Empty, instantText, Loading, Notice, Page } from '@reglament/runtime-ui/ui';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Button, Flex } from 'antd';
import { type FormEvent, useState } from 'react';
import { ChoiceInput } from '../field/choice-input.tsx';
import { DayInput } from '../field/day-input.tsx';
import { TextInput } from '../field/text-input.tsx';

type Event = ApiTypes['AdminEvent'];

const path = '/api/admin/journal/administration';
const nothing = { type: '', actor: '', text: '', from: '', to: '' };
type Filter = typeof nothing;

/** «Журнал»: who set up what and when; the chain shows whether anything was altered. */
export function JournalScreen() {
  const [filter, setFilter] = useState(nothing);
  const list = useInfiniteQuery({
    queryKey: ['admin', 'journal', filter],
    queryFn: ({ pageParam }) =>
      request<ApiTypes['AdminJournal']>(path, { query: { ...filter, ...(pageParam ? { after: pageParam } : {}) } }),
    initialPageParam: 0,
    getNextPageParam: (page: ApiTypes['AdminJournal']) => page.next ?? undefined,
  });
  const events = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const wanted = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ''));
  return (
    <Page
      title="Журнал администрирования"
      lead="Кто и что настроил в вашем ведомстве: люди, роли, ведомство, подключения. Записи не правятся и связаны цепочкой."
      actions={<Button href={`${path}/csv?${wanted}`}>Сохранить в CSV</Button>}
    >
      <ChainCheck />
      <FilterForm kinds={list.data?.pages[0]?.kinds ?? []} onFilter={setFilter} />
      {list.error ? (
        <Notice tone="error" actions={<Button onClick={() => list.refetch()}>Повторить</Button>}>
          {list.error.message}
        </Notice>
      ) : null}
      {list.isPending ? <Loading /> : null}
      {list.isSuccess && events.length === 0 ? (
        <Empty title="Записей нет">
          {wanted.size === 0
            ? 'В вашем ведомстве ещё ничего не настраивали: первое же изменение появится здесь.'
            : 'Под эти условия ничего не попало: измените их или очистите.'}
        </Empty>
      ) : null}
      {events.length > 0 ? <Events events={events} /> : null}
      {list.hasNextPage ? (
        <div className="rg-more">
          <Button loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            Показать ещё
          </Button>
        </div>
      ) : null}
    </Page>
  );
}

function ChainCheck() {
  const check = useMutation({
    mutationFn: () => request<ApiTypes['JournalCheck']>('/api/admin/journal/check'),
    onSuccess: () => announce('Журналы проверены'),
  });
  const { data, error } = check;
  const bad = data ? data.administration.firstBad !== null || data.applications.badRows > 0 : false;
  return (
    <Flex vertical gap={8} className="ra-filter">
      <div className="ra-line">
        <Button loading={check.isPending} onClick={() => check.mutate()}>
          Проверить журналы
        </Button>
        <span className="rg-muted">Заявок и администрирования вашего ведомства: каждая запись против предыдущей.</span>
      </div>
      {error ? <Notice tone="error">{error.message}</Notice> : null}
      {data && !bad ? (
        <Notice tone="success" title="Журналы целы">
          Записей: администрирования – {data.administration.rows}, заявок – {data.applications.rows}.
        </Notice>
      ) : null}
      {data && bad ? (
        <Notice tone="error" title="Журнал изменён в обход системы. Сообщите ответственному за защиту информации.">
          {data.administration.firstBad === null
            ? null
            : `Администрирование: первая негодная запись – № ${data.administration.firstBad}. `}
          {data.applications.firstBad === null
            ? null
            : `Заявки: негодных записей – ${data.applications.badRows}, первая – № ${data.applications.firstBad.seq} заявки ${data.applications.firstBad.applicationId}.`}
        </Notice>
      ) : null}
    </Flex>
  );
}

interface FilterFormProps {
  kinds: ApiTypes['AdminJournal']['kinds'];
  onFilter: (filter: Filter) => void;
}

function FilterForm({ kinds, onFilter }: FilterFormProps) {
  const [typed, setTyped] = useState(nothing);
  const put = (change: Partial<Filter>) => setTyped((before) => ({ ...before, ...change }));
  return (
    <form
      className="ra-line ra-filter"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        onFilter({ ...typed, actor: typed.actor.trim(), text: typed.text.trim() });
      }}
    >
      <ChoiceInput
        label="Что изменено"
        value={typed.type}
        options={[{ value: '', label: 'Всё' }, ...kinds.map(({ type, title }) => ({ value: type, label: title }))]}
        onChange={(type) => put({ type })}
      />
      <TextInput label="Кто" maxLength={100} value={typed.actor} onChange={(actor) => put({ actor })} />
      <TextInput label="Содержит" maxLength={100} value={typed.text} onChange={(text) => put({ text })} />
      <DayInput label="С" hint="" value={typed.from} onChange={(from) => put({ from })} />
      <DayInput label="По" hint="" value={typed.to} onChange={(to) => put({ to })} />
      <Button type="primary" htmlType="submit">
        Фильтр
      </Button>
      <Button
        onClick={() => {
          setTyped(nothing);
          onFilter(nothing);
        }}
      >
        Очистить
      </Button>
    </form>
  );
}

function Events({ events }: { events: readonly Event[] }) {
  return (
    <table className="rg-table">
      <caption className="rg-visually-hidden">Записи журнала</caption>
      <thead>
        <tr>
          <th scope="col">№</th>
          <th scope="col">Когда</th>
          <th scope="col">Кто</th>
          <th scope="col">Что</th>
          <th scope="col">Над чем</th>
          <th scope="col">Содержание</th>
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <tr key={event.seq}>
            <td data-label="№">{event.seq}</td>
            <td data-label="Когда">{instantText(event.at)}</td>
            <td data-label="Кто">{event.actor ?? 'Командная строка'}</td>
            <td data-label="Что">{event.title}</td>
            <td data-label="Над чем">{event.subject ?? '—'}</td>
            <td data-label="Содержание">
              <details>
                <summary>Подробности</summary>
                <pre className="ra-payload">{JSON.stringify(event.payload, null, 1)}</pre>
                <span className="rg-muted ra-payload">{event.chainHash}</span>
              </details>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
