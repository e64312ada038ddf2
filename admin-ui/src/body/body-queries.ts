import type { ApiTypes } from '@reglament/core/api';
import { request } from '@reglament/runtime-ui/client';
import { useQuery } from '@tanstack/react-query';

export type Body = ApiTypes['OrganisationView'];
export type BodyDetails = ApiTypes['OrganisationDetails'];
export type NewBody = ApiTypes['NewOrganisation'];
export type AttorneyRules = ApiTypes['AttorneyRules'];
export type Lack = ApiTypes['OrganisationList']['lacking'][number];
export type ServiceLack = ApiTypes['ServiceLack'];
export type Choices = ApiTypes['OrganisationChoices'];

const path = '/api/admin/organisations';
export const bodiesKey = ['admin', 'bodies'];
export const bodyKey = (id: string) => [...bodiesKey, id];

export function useBodies() {
  return useQuery({ queryKey: bodiesKey, queryFn: () => request<ApiTypes['OrganisationList']>(path) });
}

export function useBody(id: string) {
  return useQuery({ queryKey: bodyKey(id), queryFn: () => request<BodyDetails>(`${path}/${id}`) });
}

export function addBody(body: NewBody): Promise<BodyDetails> {
  return request(path, { method: 'POST', body });
}

export function changeBody(id: string, body: ApiTypes['OrganisationChange']): Promise<BodyDetails> {
  return request(`${path}/${id}`, { method: 'PUT', body });
}

export function setStrictSigner(id: string, strictSigner: boolean): Promise<BodyDetails> {
  return request(`${path}/${id}/strict-signer`, { method: 'PUT', body: { strictSigner } });
}

export function setAttorneyRules(id: string, rules: AttorneyRules): Promise<BodyDetails> {
  return request(`${path}/${id}/attorney-rules`, { method: 'PUT', body: rules });
}

export function setIdentifiers(id: string, values: Record<string, string | null>): Promise<BodyDetails> {
  return request(`${path}/${id}/identifiers`, { method: 'PUT', body: { values } });
}

export function addDepartment(id: string, body: ApiTypes['NewDepartment']): Promise<BodyDetails> {
  return request(`${path}/${id}/departments`, { method: 'POST', body });
}

export function renameDepartment(id: string, department: string, title: string): Promise<BodyDetails> {
  return request(`${path}/${id}/departments/${department}`, { method: 'PATCH', body: { title } });
}

export function removeDepartment(id: string, department: string): Promise<BodyDetails> {
  return request(`${path}/${id}/departments/${department}`, { method: 'DELETE' });
}
