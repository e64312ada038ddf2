import { Navigate } from 'react-router';
import { useMe } from '../session/me.ts';

/** Where the logo leads: the workplace's own first page. */
export function StartPage() {
  const { workplace } = useMe();
  return <Navigate to={workplace.startPage === 'mine' ? '/mine' : '/applications'} replace />;
}
