import { type Access, accessName } from './access/policy.ts';
import { scopes, scopeTitles } from './access/scope.ts';
import type { Route } from './http.ts';
import { schemas } from './schemas.ts';

const problems = {
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  description: 'Отказ: code называет причину, detail говорит, что делать',
};

const tokenText = `Токен программы, который выдал администратор. Области: ${scopes.map((scope) => `${scope} – ${scopeTitles[scope]}`).join('; ')}.`;

/** OpenAPI 3.1 of exactly the routes that the router has. */
export function openApi(routes: readonly Route[], publicUrl: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Регламент', version: '1', description: 'Программный интерфейс платформы государственных услуг.' },
    servers: [{ url: publicUrl }],
    components: {
      schemas,
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'reglament', description: 'Сеанс после POST /api/session' },
        token: { type: 'http', scheme: 'bearer', bearerFormat: 'rgl_…', description: tokenText },
      },
    },
    security: [{ session: [] }],
    paths,
  };
}

function operation(route: Route): object {
  return {
    summary: route.summary,
    description: `${accessText(route.access)}. ${tokenAccessText(route)}`,
    operationId: operationId(route),
    tags: [tagOf(route)],
    ...(route.access === 'public' ? { security: [] } : securityOf(route)),
    parameters: [...pathParameters(route), ...queryParameters(route)],
    ...(route.body === undefined ? {} : { requestBody: { required: true, content: bodyContent(route.body) } }),
    responses: { [route.status]: responseOf(route.response), default: problems },
  };
}

export function operationId(route: Route): string {
  const words = route.path
    .replace(/^\/(api\/)?/, '')
    .split(/[^a-zA-Z]+/)
    .filter(Boolean);
  return route.method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

export function tagOf(route: Route): string {
  const [first = '', second = '', third = ''] = route.path.split('/').slice(1);
  if (first !== 'api') return 'system';
  return second === 'admin' ? `admin/${third}` : second;
}

/** Who may call it, in one line for a reader. */
export function accessText(access: Access): string {
  const texts = {
    public: 'Доступно без входа',
    account: 'Любой вошедший пользователь',
    session: 'Любой вошедший пользователь',
    permission: `Разрешение ${typeof access === 'object' && 'permission' in access ? access.permission : ''}`,
    create: 'Тот, кто может создавать заявки',
    see: 'Тот, кому видна заявка',
    act: 'Тот, кому видна заявка и кто участвует в процессе',
    edit: 'Тот, кому видна заявка и чья функция позволяет её править',
  } as const satisfies Record<ReturnType<typeof accessName>, string>;
  return texts[accessName(access)];
}

/** What a program's token must have for it. */
export function tokenAccessText({ access, scope }: Pick<Route, 'access' | 'scope'>): string {
  if (access === 'public') return 'Токен не нужен';
  if (scope === undefined) return 'Токенам закрыто';
  return scope === 'anyToken' ? 'Любой токен' : `Токен с областью ${scope}`;
}

/** Names beside a scheme that is not OAuth are allowed since OpenAPI 3.1: «roles required for execution». */
function securityOf({ scope }: Route): object {
  if (scope === undefined) return {};
  return { security: [{ session: [] }, { token: scope === 'anyToken' ? [] : [scope] }] };
}

function pathParameters(route: Route): object[] {
  return Object.entries(route.params).map(([name, kind]) => ({
    name,
    in: 'path',
    required: true,
    schema: kind === 'uuid' ? { type: 'string', format: 'uuid' } : { type: 'string' },
  }));
}

function queryParameters(route: Route): object[] {
  if (route.query === undefined) return [];
  const schema: { properties?: Record<string, object>; required?: readonly string[] } = schemas[route.query];
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: 'query',
    required: schema.required?.includes(name) ?? false,
    schema: property,
  }));
}

function bodyContent(body: string): object {
  if (body === 'stream') return { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };
  return { 'application/json': { schema: { $ref: `#/components/schemas/${body}` } } };
}

function responseOf(response: string): object {
  if (response === 'none') return { description: 'Выполнено' };
  if (response === 'stream') {
    return { description: 'Содержимое', content: { '*/*': { schema: { type: 'string', format: 'binary' } } } };
  }
  return {
    description: 'Ответ',
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${response}` } } },
  };
}
