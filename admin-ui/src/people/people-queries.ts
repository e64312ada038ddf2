import type { ApiTypes } from '@reglament/core/api';
import { request } from '@reglament/runtime-ui/client';
import { queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';

export type Person = ApiTypes['UserView'];
export type PersonDetails = ApiTypes['UserDetails'];
export type Role = ApiTypes['RoleView'];
export type RoleList = ApiTypes['RoleList'];
export type WantedRole = ApiTypes['NewUserRole'];
export type NewPerson = ApiTypes['NewUser'];
export type TableRow = ApiTypes['UserTableReport']['items'][number];
export type Issued = ApiTypes['IssuedAccounts']['items'][number];

const path = '/api/admin/users';
export const peopleKey = ['admin', 'people'];
export const personKey = (id: string) => ['admin', 'person', id];
export const rolesKey = ['admin', 'roles'];

export interface PeopleFilter {
  search: string;
  role: string;
  department: string;
  state: string;
}

export function usePeople(filter: PeopleFilter) {
  return useInfiniteQuery({
    queryKey: [...peopleKey, filter],
    queryFn: ({ pageParam }) => request<ApiTypes['UserList']>(path, { query: { ...filter, after: pageParam } }),
    initialPageParam: '',
    getNextPageParam: (page: ApiTypes['UserList']) => page.next ?? undefined,
  });
}

export function usePerson(id: string) {
  return useQuery({ queryKey: personKey(id), queryFn: () => request<PersonDetails>(`${path}/${id}`) });
}

export function useRoles() {
  return useQuery({ queryKey: rolesKey, queryFn: () => request<RoleList>('/api/admin/roles') });
}

/** Ways to sign in besides a password. */
export const signInWaysQuery = queryOptions({
  queryKey: ['admin', 'sign-in-ways'],
  queryFn: ({ signal }) => request<ApiTypes['SignInWays']>('/api/sign-in', { signal }),
});

export function unlinkPerson(connection: string, person: string): Promise<void> {
  return request(`/api/admin/sign-in/${connection}/people/${person}`, { method: 'DELETE' });
}

export function addPerson(body: NewPerson): Promise<ApiTypes['CreatedUser']> {
  return request(path, { method: 'POST', body });
}

export function changePerson(id: string, body: ApiTypes['UserChange']): Promise<PersonDetails> {
  return request(`${path}/${id}`, { method: 'PATCH', body });
}

export function setSnils(id: string, snils: string | null): Promise<PersonDetails> {
  return request(`${path}/${id}/snils`, { method: 'PUT', body: { snils } });
}

export function setRoles(id: string, roles: readonly WantedRole[]): Promise<PersonDetails> {
  return request(`${path}/${id}/roles`, { method: 'PUT', body: { roles } });
}

export function blockPerson(id: string, blocked: boolean): Promise<void> {
  return request(`${path}/${id}/${blocked ? 'disable' : 'enable'}`, { method: 'POST' });
}

export function issuePassword(id: string): Promise<ApiTypes['IssuedPassword']> {
  return request(`${path}/${id}/password`, { method: 'POST' });
}

export function setAbsence(id: string, body: ApiTypes['NewAbsence']): Promise<PersonDetails> {
  return request(`${path}/${id}/absences`, { method: 'POST', body });
}

export function cutAbsence(id: string, absence: string): Promise<PersonDetails> {
  return request(`${path}/${id}/absences/${absence}`, { method: 'DELETE' });
}

export function checkTable(text: string): Promise<ApiTypes['UserTableReport']> {
  return request(`${path}/import/check`, { method: 'POST', body: { text } });
}

export function importPeople(people: readonly NewPerson[]): Promise<ApiTypes['IssuedAccounts']> {
  return request(`${path}/import`, { method: 'POST', body: { people } });
}

/** Only of an account that nobody has used yet. */
export function removePerson(id: string): Promise<void> {
  return request(`${path}/${id}`, { method: 'DELETE' });
}

export function addRole(body: ApiTypes['NewRole']): Promise<RoleList> {
  return request('/api/admin/roles', { method: 'POST', body });
}

export function changeRole(id: string, body: ApiTypes['RoleChange']): Promise<RoleList> {
  return request(`/api/admin/roles/${id}`, { method: 'PUT', body });
}

export function removeRole(id: string): Promise<RoleList> {
  return request(`/api/admin/roles/${id}`, { method: 'DELETE' });
}
