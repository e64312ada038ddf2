import { Button } from 'antd';
import { isRouteErrorResponse, Link, useRouteError } from 'react-router';
import { Empty } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';

export function NotFoundScreen() {
  return (
    <Page title="Страница не найдена">
      <Empty title="Такой страницы нет" actions={<Link to="/">На начальную страницу</Link>}>
        Проверьте адрес или начните с начальной страницы.
      </Empty>
    </Page>
  );
}

/** A screen that failed does not take the rest with it. */
export function ScreenError() {
  const failure = useRouteError();
  if (isRouteErrorResponse(failure) && failure.status === 404) return <NotFoundScreen />;
  return (
    <Page title="Экран не открылся">
      <Empty
        title="Произошла ошибка на этой странице"
        actions={<Button onClick={() => window.location.reload()}>Обновить</Button>}
      >
        Введённое сохранено на этом компьютере. Если нет связи, дождитесь её; затем обновите страницу. Если ошибка
        повторится, сообщите администратору, что вы делали.
        {failure instanceof Error ? <span className="rg-block rg-muted">{failure.message}</span> : null}
      </Empty>
    </Page>
  );
}
