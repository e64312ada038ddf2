import type { ApplicationCard } from '../../core/src/api.gen.ts';
import { expected, person, readCard, upload } from './factories.ts';
import type { Answer, Client } from './http-client.ts';

/** Cases of «Управление городского хозяйства», which signs what it gives out. */
export function treeAnswers(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    reason: 'sanitary',
    place: { text: 'г. Заозёрск, ул. Рябиновая, д. 9', postalCode: '999020', region: 'Верхнереченский край' },
    plants: [{ species: 'Ива', count: 1, condition: 'Аварийная' }],
    ...changes,
  };
}

export async function createTreeApplication(
  client: Client,
  changes: Record<string, unknown> = {},
): Promise<ApplicationCard> {
  const content = { applicant: person(), notification: { way: 'email' }, answers: treeAnswers() };
  return expected(
    await client.post('/api/applications', { service: 'treeFellingPermit', ...content, ...changes }),
    201,
  );
}

/** Works for a building need a plan of the trees, and their permit is signed by the head after the executor. */
export async function createBuildingApplication(client: Client): Promise<ApplicationCard> {
  const draft = await createTreeApplication(client, { answers: treeAnswers({ reason: 'building' }) });
  await upload(client, draft.id, { name: 'дендроплан.txt', purpose: 'document', document: 'treePlan' });
  return readCard(client, draft.id);
}

export const resultInput = { text: 'Осмотр проведён.', message: 'Разрешение по заявке {{application.number}} готово.' };

export function sign(client: Client, file: string, signature: Uint8Array): Promise<Answer> {
  const headers = { 'Content-Type': 'application/octet-stream' };
  return client.send('POST', `/api/files/${file}/signatures?name=result.sig`, {
    body: new Uint8Array(signature),
    headers,
  });
}
