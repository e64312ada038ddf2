/** Services that a person comes back to: what they have just created, on this computer, and what they have marked, on every one. */
import { useQueryClient } from '@tanstack/react-query';
import { request } from '../client.ts';
import { meQuery, useMe } from '../session/me.ts';

const most = 3;

function keyOf(userId: string): string {
  return `reglament.recentServices.${userId}`;
}

export function recentServices(userId: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(userId)) ?? '[]');
    return Array.isArray(kept) ? kept.map(String) : [];
  } catch {
    return [];
  }
}

export function rememberService(userId: string, code: string): void {
  const others = recentServices(userId).filter((one) => one !== code);
  try {
    localStorage.setItem(keyOf(userId), JSON.stringify([code, ...others].slice(0, most)));
  } catch {
    // A full or closed storage costs the convenience, nothing else.
  }
}

export function useFavouriteServices(): { favourite: readonly string[]; toggle: (code: string) => void } {
  const queryClient = useQueryClient();
  const favourite = useMe().preferences.favouriteServices;
  const toggle = (code: string) => {
    const favouriteServices = favourite.includes(code) ? favourite.filter((one) => one !== code) : [...favourite, code];
    queryClient.setQueryData(
      meQuery.queryKey,
      (me) => me && { ...me, preferences: { ...me.preferences, favouriteServices } },
    );
    // Not kept this time: the star is as it was the next time, and that is all.
    request('/api/me/preferences', { method: 'PATCH', body: { favouriteServices } }).catch(() => undefined);
  };
  return { favourite, toggle };
}
