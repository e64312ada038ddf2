import type { ApiTypes } from '@reglament/core/api';
import { request } from '@reglament/runtime-ui/client';
import { useQuery } from '@tanstack/react-query';

export type Connection = ApiTypes['ConnectionView'];
export type Plugin = ApiTypes['PluginView'];
export type Health = ApiTypes['ConnectionHealth'];

const path = '/api/admin/connections';
export const connectionsKey = ['admin', 'connections'];

export function useConnections() {
  return useQuery({ queryKey: connectionsKey, queryFn: () => request<ApiTypes['ConnectionList']>(path) });
}

export function usePlugins() {
  return useQuery({
    queryKey: ['admin', 'plugins'],
    queryFn: () => request<ApiTypes['PluginList']>('/api/admin/plugins'),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useConnectionLog(id: string) {
  return useQuery({
    queryKey: [...connectionsKey, id, 'log'],
    queryFn: () => request<ApiTypes['ConnectionLog']>(`${path}/${id}/log`),
  });
}

export function addConnection(body: ApiTypes['NewConnectionBody']): Promise<Connection> {
  return request(path, { method: 'POST', body });
}

export function changeConnection(id: string, body: ApiTypes['ConnectionChangeBody']): Promise<Connection> {
  return request(`${path}/${id}`, { method: 'PUT', body });
}

export function switchEmulator(id: string, body: ApiTypes['EmulatorSwitchBody']): Promise<Connection> {
  return request(`${path}/${id}/emulator`, { method: 'POST', body });
}

export function checkConnection(id: string): Promise<Health> {
  return request(`${path}/${id}/check`, { method: 'POST' });
}
