import { refusals } from './errors.ts';
import type { Route } from './http.ts';
import { accessText, operationId, tagOf, tokenAccessText } from './openapi.ts';
import { schemas } from './schemas.ts';

/** The interface as one readable page: no script, one style with the response's nonce. */
export function apiDocs(routes: readonly Route[], nonce: string): string {
  const tags = [...new Set(routes.map(tagOf))].sort();
  return `<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Программный интерфейс – Регламент</title>
<style nonce="${escapeHtml(nonce)}">${style}</style>
</head>
<body>
<h1>Программный интерфейс</h1>
<p>HTTP и JSON. Отказы – application/problem+json с постоянным полем <code>code</code>. То же для программ:
<a href="/api/openapi.json">OpenAPI 3.1</a>.</p>
<nav><ul>${tags.map((tag) => `<li><a href="#tag-${escapeHtml(tag)}">${escapeHtml(tag)}</a></li>`).join('')}
<li><a href="#problems">Коды отказов</a></li><li><a href="#schemas">Схемы данных</a></li></ul></nav>
<main>
${tags.map((tag) => tagSection(tag, routes)).join('\n')}
${problemSection()}
${schemaSection()}
</main>
</body>
</html>`;
}

function tagSection(tag: string, routes: readonly Route[]): string {
  const rows = routes.filter((route) => tagOf(route) === tag).map(routeRow);
  return `<section><h2 id="tag-${escapeHtml(tag)}">${escapeHtml(tag)}</h2>${table(['Запрос', 'Назначение', 'Кому доступно', 'Токен', 'Данные', 'Ответ'], rows)}</section>`;
}

function routeRow(route: Route): string {
  const cells = [
    `<code id="${operationId(route)}"><b>${route.method}</b> ${escapeHtml(route.path)}</code>`,
    escapeHtml(route.summary),
    escapeHtml(accessText(route.access)),
    escapeHtml(tokenAccessText(route)),
    [route.query && `адрес: ${schemaLink(route.query)}`, route.body && `тело: ${schemaLink(route.body)}`]
      .filter(Boolean)
      .join('<br>'),
    `${route.status} ${schemaLink(route.response)}`,
  ];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

function problemSection(): string {
  const rows = Object.entries(refusals).map(
    ([code, { status, title }]) =>
      `<tr id="problem-${code}"><td><code>${code}</code></td><td>${status}</td><td>${escapeHtml(title)}</td></tr>`,
  );
  return `<section><h2 id="problems">Коды отказов</h2>${table(['Код', 'Состояние HTTP', 'Значение'], rows)}</section>`;
}

function schemaSection(): string {
  const items = Object.entries(schemas).map(
    ([name, schema]) =>
      `<h3 id="schema-${name}">${name}</h3><pre tabindex="0">${escapeHtml(JSON.stringify(schema, null, 2))}</pre>`,
  );
  return `<section><h2 id="schemas">Схемы данных</h2>${items.join('\n')}</section>`;
}

function table(heads: readonly string[], rows: readonly string[]): string {
  return `<div class="wide"><table><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

function schemaLink(name: string): string {
  return Object.hasOwn(schemas, name)
    ? `<a href="#schema-${name}">${name}</a>`
    : name === 'stream'
      ? 'поток байтов'
      : '';
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const style = `
body { font: 16px/1.5 "PT Sans", system-ui, sans-serif; max-width: 1200px; margin: 0 auto; padding: 16px; color: #1f2328; background: #fff }
a { color: #0b57d0 } code, pre { font: 14px/1.45 ui-monospace, monospace }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 16px; padding: 0; list-style: none }
.wide, pre { overflow-x: auto } table { border-collapse: collapse; width: 100% }
th, td { border: 1px solid #d0d7de; padding: 6px 8px; text-align: left; vertical-align: top }
pre { background: #f6f8fa; padding: 8px }
@media (prefers-color-scheme: dark) { body { color: #e6edf3; background: #0d1117 } a { color: #8ab4f8 } th, td { border-color: #30363d } pre { background: #161b22 } }
`;
