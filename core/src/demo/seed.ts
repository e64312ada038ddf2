import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DemoData } from '@reglament/format';
import type { JsonObject } from '@reglament/sdk';
import { createConnection } from '../connection/commands.ts';
import type { Database } from '../db.ts';
import type { Deps } from '../deps.ts';
import type { DemoLogins } from '../lifecycle.ts';
import { createOrganisation, createRole, createUser } from '../organisation/commands.ts';
import { hashPassword } from '../session/password.ts';
import { playCases } from './play-cases.ts';
import { findDemoConnection, readKnown } from './queries.ts';

/**
 * Made-up bodies, people and a living registry for a newcomer, at the first start; later starts find them there. A first
 * start that was cut off is carried on. Gives the logins to show.
 */
export async function seedDemo(deps: Deps, definitionsDir: string): Promise<DemoLogins> {
  const demo = await readDemo(definitionsDir);
  await seedPeople(deps.database, demo, deps.clock());
  await seedConnections(deps, demo);
  await playCases(deps, demo);
  return loginsOf(demo);
}

export async function readDemo(definitionsDir: string): Promise<DemoData> {
  return JSON.parse(await readFile(join(definitionsDir, 'demo/demo.json'), 'utf8'));
}

/** Everything that is not there yet, all or nothing. */
export async function seedPeople(database: Database, demo: DemoData, now: Date): Promise<void> {
  const known = await database.asOwner(readKnown);
  const missing = demo.users.filter(({ login }) => !known.logins.includes(login));
  // one for all: it is published anyway, and hashing is slow on purpose
  const passwordHash = missing.length === 0 ? '' : await hashPassword(demo.password);
  await database.asOwner(async (trx) => {
    for (const organisation of demo.organisations) {
      if (!known.organisations.includes(organisation.code)) await createOrganisation(trx, organisation);
    }
    for (const role of demo.roles) if (!known.roles.includes(role.code)) await createRole(trx, role);
    for (const user of missing) {
      await createUser(trx, { ...user, passwordHash, mustChangePassword: false, createdAt: now });
    }
  });
}

/**
 * Of plugins that are installed; a demo without one of them lacks only what it would show. Those that lead to an emulator
 * are made when it is open.
 */
export async function seedConnections(deps: Deps, { connections = [] }: Pick<DemoData, 'connections'>): Promise<void> {
  for (const { organisation, plugin, settings, emulator, ...rest } of connections) {
    if (emulator) continue;
    if (deps.connections.findPlugin(plugin) === undefined) continue;
    const found = await deps.database.asOwner((trx) => findDemoConnection(trx, { organisation, code: rest.code }));
    if (found.connection !== null) continue;
    await createConnection(deps, found.organisationId, {
      ...rest,
      plugin,
      settings: settings as JsonObject,
      enabled: true,
    });
  }
}

function loginsOf(demo: DemoData): DemoLogins {
  const titles = new Map(demo.roles.map((role) => [role.code, role.title]));
  const users = demo.users.map(({ login, surname, name, patronymic, memberships }) => ({
    login,
    name: [surname, name, patronymic].filter(Boolean).join(' '),
    role: [...new Set(memberships.flatMap(({ roles }) => roles.map(({ role }) => titles.get(role) ?? role)))].join(
      ', ',
    ),
  }));
  return { password: demo.password, users };
}
