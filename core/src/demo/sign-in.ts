import type { DemoData } from '@reglament/format';
import type { Deps } from '../deps.ts';
import { admitBody } from '../identity/rule/commands.ts';
import { findDemoConnection } from './queries.ts';

/** Whose people sign in by another system; what somebody has changed since stays. */
export async function seedSignIn({ database }: Pick<Deps, 'database'>, demo: DemoData): Promise<void> {
  for (const { code, organisation: owner, signIn = [] } of demo.connections ?? []) {
    for (const { organisation, newcomers } of signIn) {
      await database.asOwner(async (trx) => {
        const { connection } = await findDemoConnection(trx, { organisation: owner, code });
        const { organisationId } = await findDemoConnection(trx, { organisation, code });
        const ogrn = demo.organisations.find((one) => one.code === organisation)?.ogrn;
        if (connection === null || organisationId === null || ogrn === undefined) return;
        await admitBody(trx, { connectionId: connection.id, organisationId, ogrn, roles: newcomers });
      });
    }
  }
}
