import { Look, reloadOnNewVersion, ScreenError } from '@reglament/runtime-ui/ui';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { BodiesScreen } from './body/bodies-screen.tsx';
import { BodyScreen, NewBodyScreen } from './body/body-screen.tsx';
import { ConnectionScreen } from './connection/connection-screen.tsx';
import { ConnectionsScreen } from './connection/connections-screen.tsx';
import { ServicesScreen } from './definition/services-screen.tsx';
import { WorkflowsScreen } from './definition/workflows-screen.tsx';
import { DictionariesScreen } from './dictionary/dictionaries-screen.tsx';
import { DictionaryScreen } from './dictionary/dictionary-screen.tsx';
import { ExchangeScreen } from './exchange/exchange-screen.tsx';
import { JournalScreen } from './journal/journal-screen.tsx';
import { MigrationScreen } from './migration/migration-screen.tsx';
import { ImportScreen } from './people/import-screen.tsx';
import { NewPersonScreen } from './people/new-person-screen.tsx';
import { PeopleScreen } from './people/people-screen.tsx';
import { PersonScreen } from './people/person-screen.tsx';
import { NewTypeScreen } from './request-type/new-type-screen.tsx';
import { RequestTypesScreen } from './request-type/request-types-screen.tsx';
import { administrator, Guarded, Shell } from './shell.tsx';
import { askForDraft } from './studio/draft-ahead.ts';
import { WebhookScreen } from './webhook/webhook-screen.tsx';
import './field/style.css';
import './studio/process/process.css';
import './studio/style.css';
import './studio/template/template.css';
import './studio/term/term.css';

const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no #root');

reloadOnNewVersion();
const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 15_000 } } });
// While the screen of the address is still coming.
void queryClient.prefetchQuery(administrator);
const router = createBrowserRouter(
  [
    {
      path: '*',
      element: <Shell />,
      hydrateFallbackElement: <div />,
      errorElement: <ScreenError />,
      children: [
        { path: 'exchange', element: <Guarded permission="exchange.manage" screen={<ExchangeScreen />} /> },
        { path: 'bodies', element: <Guarded permission="bodies.manage" screen={<BodiesScreen />} /> },
        { path: 'bodies/new', element: <Guarded permission="bodies.manage" screen={<NewBodyScreen />} /> },
        { path: 'bodies/:id', element: <Guarded permission="bodies.manage" screen={<BodyScreen />} /> },
        { path: 'workflows', element: <Guarded permission="definitions.edit" screen={<WorkflowsScreen />} /> },
        {
          path: 'connections',
          element: <Guarded permission="connections.manage" screen={<ConnectionsScreen />} />,
        },
        {
          path: 'connections/:id',
          element: <Guarded permission="connections.manage" screen={<ConnectionScreen />} />,
        },
        {
          path: 'webhooks/:id',
          element: <Guarded permission="connections.manage" screen={<WebhookScreen />} />,
        },
        { path: 'dictionaries', element: <Guarded permission="dictionaries.edit" screen={<DictionariesScreen />} /> },
        {
          path: 'dictionaries/:code',
          element: <Guarded permission="dictionaries.edit" screen={<DictionaryScreen />} />,
        },
        { path: 'journal', element: <Guarded permission="journal.read" screen={<JournalScreen />} /> },
        { path: 'people', element: <Guarded permission="users.manage" screen={<PeopleScreen />} /> },
        { path: 'people/new', element: <Guarded permission="users.manage" screen={<NewPersonScreen />} /> },
        { path: 'people/import', element: <Guarded permission="users.manage" screen={<ImportScreen />} /> },
        { path: 'people/:id', element: <Guarded permission="users.manage" screen={<PersonScreen />} /> },
        { path: 'request-types', element: <Guarded permission="definitions.edit" screen={<RequestTypesScreen />} /> },
        { path: 'request-types/new', element: <Guarded permission="definitions.edit" screen={<NewTypeScreen />} /> },
        {
          path: 'services/:code/migration',
          element: <Guarded permission="definitions.publish" screen={<MigrationScreen />} />,
        },
        {
          path: 'drafts/:id',
          loader: ({ params: { id = '' } }) => {
            askForDraft(id);
            return null;
          },
          // Only when it is another draft: its tabs stand in the address, too.
          shouldRevalidate: () => false,
          // The editor is half of these pages, and most of those who come here do not open it.
          lazy: async () => {
            const { StudioScreen } = await import('./studio/studio-screen.tsx');
            return { element: <Guarded permission="definitions.edit" screen={<StudioScreen />} /> };
          },
        },
        { path: '*', element: <Guarded permission="definitions.edit" screen={<ServicesScreen />} /> },
      ],
    },
  ],
  {
    basename: '/admin',
  },
);

createRoot(place).render(
  <StrictMode>
    <Look>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </Look>
  </StrictMode>,
);
