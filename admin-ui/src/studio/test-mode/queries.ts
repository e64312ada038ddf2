import type { ApiTypes } from '@reglament/core/api';
import { request } from '@reglament/runtime-ui/client';
import { useQuery } from '@tanstack/react-query';

export type TestRun = ApiTypes['TestRunView'];
export type Testers = ApiTypes['TestRunTesters'];

const path = '/api/admin/test-runs';
export const testRunsKey = ['admin', 'test-runs'];

export function useTestRuns() {
  return useQuery({ queryKey: testRunsKey, queryFn: () => request<ApiTypes['TestRunList']>(path), staleTime: 0 });
}

export function useColleagues() {
  return useQuery({
    queryKey: ['admin', 'colleagues'],
    queryFn: () => request<ApiTypes['ColleagueList']>('/api/me/colleagues'),
  });
}

export function startTestRun(body: ApiTypes['NewTestRun']): Promise<TestRun> {
  return request<TestRun>(path, { method: 'POST', body });
}

export function refreshTestRun(id: string): Promise<TestRun> {
  return request<TestRun>(`${path}/${id}/refresh`, { method: 'POST' });
}

export function nameTesters(id: string, body: Testers): Promise<TestRun> {
  return request<TestRun>(`${path}/${id}/testers`, { method: 'PUT', body });
}

export function readContents(id: string): Promise<ApiTypes['TestRunContents']> {
  return request<ApiTypes['TestRunContents']>(`${path}/${id}/contents`);
}

export function endTestRun(id: string): Promise<void> {
  return request<void>(`${path}/${id}`, { method: 'DELETE' });
}
