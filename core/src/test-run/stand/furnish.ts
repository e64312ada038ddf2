import { randomBytes } from 'node:crypto';
import type { WorkflowDefinition } from '@reglament/format';
import { publishTogether } from '../../definition/together/commands.ts';
import type { DraftRow } from '../../definition-draft/queries.ts';
import { createUser } from '../../organisation/commands.ts';
import { hashPassword } from '../../session/password.ts';
import type { SessionOrganisation } from '../../session/session.ts';
import type { Furniture } from '../queries.ts';
import { insertFurniture, insertRoles, markToured } from './rows.ts';
import { type StandRole, standRoles, standStaff } from './staff.ts';
import type { StandDeps } from './stands.ts';

export interface Furnishing {
  readonly furniture: Furniture;
  readonly roles: readonly StandRole[];
  /** The service's own first. */
  readonly set: readonly [DraftRow, ...DraftRow[]];
  readonly organisation: SessionOrganisation;
  readonly now: Date;
}

/** The body, what is published, the drafts over it, and made-up people: nobody's real name stands on a stand. */
export async function furnishStand(stand: StandDeps, furnishing: Furnishing): Promise<void> {
  const { furniture, set, organisation, now } = furnishing;
  const [{ code, text }] = set;
  await stand.database.asOwner((trx) => insertFurniture(trx, furniture, code));
  await stand.definitions.refresh();
  const drafts = set.map((draft) => ({ ...draft, author: null, comment: 'Тестовый режим' }));
  await publishTogether(stand, drafts);
  const workflow = stand.definitions.latest('workflow', JSON.parse(text).workflow).content;
  await seedStaff(stand, { workflow, roles: furnishing.roles, organisation: organisation.code, now });
}

interface Seeding {
  readonly workflow: WorkflowDefinition;
  readonly roles: readonly StandRole[];
  readonly organisation: string;
  readonly now: Date;
}

async function seedStaff(stand: StandDeps, { workflow, roles, organisation, now }: Seeding): Promise<void> {
  const known = standRoles(roles, workflow);
  // Nobody signs in there: whoever is let in has signed in to the installation.
  const passwordHash = await hashPassword(randomBytes(32).toString('base64url'));
  await stand.database.asOwner(async (trx) => {
    await insertRoles(trx, known);
    for (const { login, surname, name, role } of standStaff(known, workflow)) {
      const memberships = [{ organisation, roles: [{ role }] }];
      const account = { passwordHash, mustChangePassword: false, createdAt: now };
      await createUser(trx, { login, surname, name, memberships, ...account });
    }
    await markToured(trx, now);
  });
}
