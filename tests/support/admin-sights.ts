import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { plugins } from '../../plugins/index.ts';
import { expected } from './factories.ts';
import type { TestServer } from './server.ts';
import { click, dialog, type Ids, type Sight } from './sights.ts';

/** A draft of every kind of definition, a body and a person: what the addresses of `adminSights` name. */
export async function adminPlaces(server: TestServer): Promise<Ids> {
  const admin = await server.login('admin');
  const drafts = { service: 'treeFellingPermit', workflow: 'kazan', requestType: 'egrulExtract' };
  const plain = { dictionary: 'mfc', calendar: 'ru2026', workplace: 'kazan' };
  const ids: Record<string, string> = {};
  for (const [kind, code] of Object.entries({ ...drafts, ...plain })) {
    ids[kind] = expected(await admin.post('/api/admin/drafts', { kind, from: 'published', code }), 201).id;
  }
  const idOf = async (path: string) => expected(await admin.get(path)).items[0].id;
  return { ...ids, body: await idOf('/api/admin/organisations'), person: await idOf('/api/admin/users') };
}

/** What the definitions say, and how the modules are called, the longest first: an editor shows it as it is written. */
export function wordsOfDefinitions(): string[] {
  const folder = join(import.meta.dirname, '../../service-definitions');
  const words = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value === 'string') words.add(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  collect(plugins.map(({ title }) => title));
  for (const file of globSync('{services,workflows,request-types,dictionaries,calendars,workplaces}/**/*.json', {
    cwd: folder,
  }))
    collect(JSON.parse(readFileSync(join(folder, file), 'utf8')));
  return [...words].filter((word) => /[А-Яа-яЁё]/.test(word)).toSorted((one, other) => other.length - one.length);
}

const tabsOf = (draft: string, tabs: readonly string[]): Sight[] =>
  tabs.map((tab) => ({ name: `${draft}-${tab}`, path: `/admin/drafts/:${draft}?tab=${tab}` }));

/** Every screen of an administrator but the editors. */
export const adminSights: readonly Sight[] = [
  { name: 'services', path: '/admin/' },
  { name: 'service-new', path: '/admin/', open: dialog('Новая услуга') },
  { name: 'workflows', path: '/admin/workflows' },
  { name: 'request-types', path: '/admin/request-types' },
  { name: 'request-type-new', path: '/admin/request-types/new' },
  { name: 'dictionaries', path: '/admin/dictionaries' },
  { name: 'dictionary', path: '/admin/dictionaries/mfc' },
  { name: 'dictionary-entry', path: '/admin/dictionaries/mfc', open: dialog('Добавить запись') },
  { name: 'calendars', path: '/admin/dictionaries?tab=calendars' },
  { name: 'workplaces', path: '/admin/dictionaries?tab=workplaces' },
  { name: 'bodies', path: '/admin/bodies' },
  { name: 'body-new', path: '/admin/bodies/new' },
  { name: 'body', path: '/admin/bodies/:body' },
  { name: 'people', path: '/admin/people' },
  { name: 'roles', path: '/admin/people?tab=roles' },
  { name: 'role-new', path: '/admin/people?tab=roles', open: dialog('Добавить роль') },
  { name: 'programs', path: '/admin/people?tab=programs' },
  { name: 'token-new', path: '/admin/people?tab=programs', open: dialog('Выдать токен') },
  { name: 'sign-in-rules', path: '/admin/people?tab=signIn' },
  { name: 'person-new', path: '/admin/people/new' },
  { name: 'people-import', path: '/admin/people/import' },
  { name: 'person', path: '/admin/people/:person' },
  { name: 'connections', path: '/admin/connections' },
  { name: 'webhooks', path: '/admin/connections?tab=webhooks' },
  { name: 'webhook-new', path: '/admin/connections?tab=webhooks', open: dialog('Подписать программу') },
  { name: 'connection', path: '/admin/connections/email' },
  { name: 'stopped', path: '/admin/exchange' },
  ...['outgoing', 'kept', 'providers', 'jobs'].map((tab) => ({ name: tab, path: `/admin/exchange?tab=${tab}` })),
  { name: 'journal', path: '/admin/journal' },
  { name: 'migration', path: '/admin/services/treeFellingPermit/migration' },
];

/** The editors by their tabs, and what opens over them. */
export const editorSights: readonly Sight[] = [
  { name: 'preview', path: '/admin/drafts/:service', open: click('Предпросмотр') },
  { name: 'test-mode', path: '/admin/drafts/:service', open: dialog('Тестовый режим…') },
  { name: 'publish', path: '/admin/drafts/:service', open: dialog('Опубликовать…') },
  ...tabsOf('service', ['passport', 'form', 'documents', 'requests', 'rules', 'process', 'term', 'variants']),
  ...tabsOf('service', ['grounds', 'decisions', 'templates', 'portal', 'listing', 'tests', 'json', 'versions']),
  ...tabsOf('workflow', ['process', 'people']),
  ...tabsOf('requestType', ['common', 'question', 'answer', 'emulator']),
  ...tabsOf('dictionary', ['content']),
  ...tabsOf('calendar', ['content']),
  ...tabsOf('workplace', ['content']),
];
