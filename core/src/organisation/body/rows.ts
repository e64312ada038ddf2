import type { Transaction } from '../../db.ts';
import type { AttorneyRules } from '../../signature/attorney/places.ts';
import type { Parameters } from './parameters.ts';

/** False when the version is no longer this one. */
export async function updateOrganisation(
  trx: Transaction,
  { id, version }: { readonly id: string; readonly version: number },
  parameters: Parameters,
): Promise<boolean> {
  const changed = await trx('organisation')
    .where({ id, version })
    .update({
      title: parameters.title,
      short_title: parameters.shortTitle,
      mnemonic: parameters.mnemonic,
      kind: parameters.kind,
      head_name: parameters.headName,
      head_position: parameters.headPosition,
      address: parameters.address,
      oktmo: parameters.oktmo,
      time_zone: parameters.timeZone,
      workplace: parameters.workplace,
      services: parameters.services === null ? null : [...parameters.services],
      version: version + 1,
    });
  return changed === 1;
}

export async function updateStrictSigner(trx: Transaction, id: string, strict: boolean): Promise<void> {
  await trx('organisation').where({ id }).update({ strict_signer: strict });
}

export async function updateAttorneyRules(trx: Transaction, id: string, rules: AttorneyRules): Promise<void> {
  const { inn, ...asked } = rules;
  await trx('organisation')
    .where({ id })
    .update({ inn, attorney_rules: JSON.stringify(asked) });
}

/** Those named; others stay as they are. null: no more. */
export async function updateIdentifiers(
  trx: Transaction,
  id: string,
  values: Readonly<Record<string, string | null>>,
): Promise<void> {
  await trx('organisation')
    .where({ id })
    .update({ identifiers: trx.raw('jsonb_strip_nulls(identifiers || ?::jsonb)', [JSON.stringify(values)]) });
}

export async function renameDepartment(trx: Transaction, id: string, title: string): Promise<void> {
  await trx('department').where({ id }).update({ title });
}

export async function deleteDepartment(trx: Transaction, id: string): Promise<void> {
  await trx('department').where({ id }).delete();
}
