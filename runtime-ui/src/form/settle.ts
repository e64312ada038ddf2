import { flushSync } from 'react-dom';
import { useFormHost } from './form-host.ts';

/** What is being typed becomes an answer at once, before something is done with the answers as a whole. */
export function useSettle(): () => void {
  const { drafts } = useFormHost();
  return () =>
    flushSync(() => {
      for (const commit of [...drafts.values()]) commit();
    });
}
