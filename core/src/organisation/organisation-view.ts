import type { ApiTypes } from '../api.gen.ts';
import type { OrganisationModel } from './user.model.ts';

export function organisationView(organisation: OrganisationModel): ApiTypes['OrganisationView'] {
  return {
    id: organisation.id,
    code: organisation.code,
    version: organisation.version,
    title: organisation.title,
    shortTitle: organisation.short_title,
    mnemonic: organisation.mnemonic,
    kind: organisation.kind,
    headName: organisation.head_name,
    headPosition: organisation.head_position,
    address: organisation.address,
    oktmo: organisation.oktmo,
    ogrn: organisation.ogrn,
    timeZone: organisation.time_zone,
    workplace: organisation.workplace,
    services: organisation.services,
    departments: (organisation.departments ?? []).map(({ id, code, title }) => ({ id, code, title })),
  };
}
