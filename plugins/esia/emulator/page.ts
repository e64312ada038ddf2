import { people } from './people.ts';

/** Like the page of the federal account in its order, never in its looks: nobody may take it for the real one. */
export function loginPage(action: string): string {
  const rows = people.map(({ id, surname, name, patronymic, organisations }) => {
    const places = organisations.map(({ title }) => title).join('; ') || 'без организаций';
    return `<li><button name="person" value="${id}"><strong>${surname} ${name} ${patronymic}</strong><span>${places}</span></button></li>`;
  });
  return page(
    'Кто входит?',
    `<p>Выберите человека: пароль здесь не нужен. Все люди и организации вымышлены.</p>
    <form method="post" action="${action}"><ul>${rows.join('')}</ul>
    <button class="plain" name="person" value="">Отменить вход</button></form>`,
  );
}

/** Where a tester signs out on this side. */
export function startPage(logout: string): string {
  return page(
    'Учётная запись',
    `<p>Войти отсюда нельзя: вход начинают в системе. Выйти – можно: система узнает об этом сама.</p>
    <form action="${logout}"><button>Выйти из учётной записи</button></form>`,
  );
}

/** `form` is made by the provider; the button belongs to it by its name. */
export function logoutPage(form: string): string {
  return page(
    'Выйти из учётной записи?',
    `${form}<p>Завершится вход в учётную запись и в системы, которые открыты через неё.</p>
    <button form="op.logoutForm" name="logout" value="yes" autofocus>Выйти</button>`,
  );
}

export function signedOutPage(): string {
  return page('Вы вышли', '<p>Вход в учётную запись завершён.</p>');
}

export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  'cache-control': 'no-store',
};

function page(title: string, content: string): string {
  return `<!doctype html><html lang="ru"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title} – демонстрация входа</title><style>
*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,sans-serif;background:#eef1f6;color:#1d2430}
header{background:#fff4e5;color:#6b3d00;padding:12px 16px;text-align:center;border-bottom:1px solid #e2b877}
main{max-width:520px;margin:32px auto;padding:24px;background:#fff;border:1px solid #d5dbe6;border-radius:12px}
h1{font-size:24px;margin:0 0 8px}ul{list-style:none;margin:16px 0;padding:0;display:grid;gap:8px}
button{font:inherit;width:100%;text-align:left;padding:12px 16px;border:1px solid #8a94a6;border-radius:8px;background:#fff;color:inherit;cursor:pointer}
button:hover{background:#f2f6ff}button:focus-visible{outline:3px solid #0b57d0;outline-offset:2px}
button span{display:block;color:#595959;font-size:14px}.plain{text-align:center}
@media(max-width:560px){main{margin:0;border:0;border-radius:0}}
</style></head><body><header><strong>Демонстрация.</strong> Это не ЕСИА и не Госуслуги: страница эмулятора на этом компьютере.</header>
<main><h1>${title}</h1>${content}</main></body></html>`;
}
