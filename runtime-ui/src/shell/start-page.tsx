import { Navigate } from 'react-router';
import { useMe } from '../session/me.ts';

/** Where the logo leads: the workplace's own first page. */
export function StartPage() {
  const { workplace } = useMe();
  const mine = workplace.tabs.find((tab) => tab.mine);
  const search = workplace.startPage === 'mine' && mine ? `?tab=${mine.code}` : '';
  return <Navigate to={`/applications${search}`} replace />;
}
