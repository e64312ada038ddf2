import { randomUUID } from 'node:crypto';
import type { ServiceDefinition } from '@reglament/format';
import { expect, vi } from 'vitest';
import type { ApplicationCard, DestructionAct, DestructionRow } from '../../core/src/api.gen.ts';
import { publish } from '../../core/src/definition/commands.ts';
import { act, createApplication, expected, grantInput, personNumber, readCard } from './factories.ts';
import type { Answer, Client } from './http-client.ts';
import type { TestServer } from './server.ts';

/** Cases of «Градостроительный план» whose term is over, and acts on them by two people of «arch». */
export interface DestructionDesk {
  readonly clerk: Client;
  /** Draws up. */
  readonly archivist: Client;
  readonly approver: Client;
  readonly organisationId: string;
  republish(retention: ServiceDefinition['retention']): Promise<void>;
  /** As if it had ended so long ago: years cannot be waited for. */
  endedOn(card: { readonly id: string }, day: string): Promise<void>;
  /** A case that was granted, and whose term is over. */
  overCase(day?: string, more?: { readonly attach?: string }): Promise<ApplicationCard>;
  drawUp(client?: Client, services?: readonly string[]): Promise<Answer>;
  view(id: string): Promise<DestructionAct>;
  rowsOf(id: string): Promise<DestructionRow[]>;
  approve(drawn: DestructionAct, client?: Client): Promise<Answer>;
  reached(id: string, ...statuses: readonly DestructionAct['act']['status'][]): Promise<DestructionAct>;
  /** Drawn up, approved and carried out, but for the contents of files. */
  destroyed(): Promise<DestructionAct>;
}

export const keptFiveYears = { years: 5, basis: 'Номенклатура дел, статья 5' } as const;

export async function openDesk(server: TestServer): Promise<DestructionDesk> {
  const clerk = await server.login('super');
  const archivist = await server.login('executor2');
  const approver = await server.login('approver');
  const organisationId = expected(await archivist.get('/api/me')).organisation.id;
  let people = 100;
  const desk: DestructionDesk = {
    ...{ clerk, archivist, approver, organisationId },
    async republish(retention) {
      const {
        tests: _tests,
        duty: _duty,
        ...content
      } = server.deps.definitions.latest('service', 'landPlotPlan').content;
      const { retention: _former, ...rest } = content;
      const text = JSON.stringify({ ...rest, ...(retention && { retention }) });
      await publish(server.deps, { kind: 'service', code: 'landPlotPlan', text, author: null, comment: null });
    },
    async endedOn(card, day) {
      const when = 'update application set ended_at = $2::date, closed_at = $2::date where id = $1';
      await server.database.execute(when, [card.id, day]);
    },
    async overCase(day = '2015-05-05', more = {}) {
      people += 1;
      const draft = await createApplication(clerk, { applicant: personNumber(people) });
      if (more.attach !== undefined) await attach(clerk, draft.id, more.attach);
      const registered = await act(clerk, await readCard(clerk, draft.id), ['register', {}]);
      const granted = await act(clerk, registered, ['grant', { input: grantInput }]);
      await desk.endedOn(granted, day);
      return readCard(clerk, granted.id);
    },
    drawUp: (client = archivist, services = ['landPlotPlan']) =>
      client.post('/api/destruction-acts', { key: randomUUID(), services }),
    view: async (id) => expected(await archivist.get(`/api/destruction-acts/${id}`)),
    rowsOf: async (id) => expected(await archivist.get(`/api/destruction-acts/${id}/rows?limit=200`)).items,
    approve: ({ act: { id }, version }, client = approver) =>
      client.post(`/api/destruction-acts/${id}/approval`, { version }),
    reached: (id, ...statuses) =>
      vi.waitFor(
        async () => {
          const found = await desk.view(id);
          expect(statuses, JSON.stringify(found)).toContain(found.act.status);
          return found;
        },
        { timeout: 30_000, interval: 50 },
      ),
    async destroyed() {
      const drawn: DestructionAct = expected(await desk.drawUp(), 201);
      expected(await desk.approve(drawn));
      return desk.reached(drawn.act.id, 'contents', 'done');
    },
  };
  return desk;
}

/** A file of these words. */
async function attach(clerk: Client, id: string, content: string): Promise<void> {
  const path = `/api/applications/${id}/files?${new URLSearchParams({ name: 'план.txt', purpose: 'attachment' })}`;
  const headers = { 'Content-Type': 'application/octet-stream' };
  expected(await clerk.send('POST', path, { body: new TextEncoder().encode(content), headers }), 201);
}
