import { expect } from 'vitest';
import { createTreeApplication } from './city.ts';
import { expected } from './factories.ts';
import type { Client } from './http-client.ts';

/** The card shows what has come, byte by byte, with what the signatures showed; another card does not. */
export async function seeOriginals(
  { clerk, registrar }: { readonly clerk: Client; readonly registrar: Client },
  { id, orderId }: { readonly id: string; readonly orderId: string },
): Promise<void> {
  const { items } = expected(await clerk.get(`/api/applications/${id}/deliveries`));
  expect(items).toMatchObject([
    { kind: 'application', status: 'accepted', reason: null, forgottenAt: null },
    { kind: 'correction', status: 'late', reason: expect.stringContaining('когда заявителя уже не ждали') },
  ]);
  for (const { verdicts } of items)
    expect(verdicts.map(({ valid }: { valid: boolean }) => valid)).toEqual([true, true]);
  const [came] = items;
  const content = await clerk.get(`/api/applications/${id}/deliveries/${came.id}/content`);
  expect(content.status).toBe(200);
  expect(content.text).toContain(`<orderId>${orderId}</orderId>`);
  const { id: other } = await createTreeApplication(registrar);
  expect(expected(await registrar.get(`/api/applications/${other}/deliveries`)).items).toEqual([]);
  expect((await registrar.get(`/api/applications/${other}/deliveries/${came.id}/content`)).status).toBe(404);
}
