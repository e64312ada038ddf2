import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { refresh } from './refresh.ts';

/** A list on the screen whose answers the test gives, one after another. */
function openList() {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 15_000 } } });
  const asked: ((rows: string[]) => void)[] = [];
  const queryFn = () => new Promise<string[]>((answer) => asked.push(answer));
  const observer = new QueryObserver(queryClient, { queryKey: ['applications', 'all'], queryFn });
  observer.subscribe(() => undefined);
  return { queryClient, asked, shown: () => observer.getCurrentResult().data };
}

test('изменение, пришедшее раньше первого ответа: список спрашивается ещё раз', async () => {
  const { queryClient, asked, shown } = openList();
  expect(asked).toHaveLength(1);
  refresh(queryClient, ['applications']);
  asked[0]?.(['прочитано до изменения']);
  await expect.poll(() => asked.length).toBe(2);
  asked[1]?.(['прочитано после']);
  await expect.poll(shown).toEqual(['прочитано после']);
});

test('показанное спрашивается сразу, чужое – нет', async () => {
  const { queryClient, asked, shown } = openList();
  asked[0]?.(['первое']);
  await expect.poll(shown).toEqual(['первое']);
  refresh(queryClient, ['presence']);
  expect(asked).toHaveLength(1);
  refresh(queryClient, ['applications']);
  expect(asked).toHaveLength(2);
  asked[1]?.(['второе']);
  await expect.poll(shown).toEqual(['второе']);
  expect(asked).toHaveLength(2);
});
