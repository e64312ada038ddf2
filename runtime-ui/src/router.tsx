import { createBrowserRouter, type RouteObject } from 'react-router';
import { base } from './place.ts';
import { FirstPasswordScreen } from './session/first-password-screen.tsx';
import { LoginScreen } from './session/login-screen.tsx';
import { OrganisationScreen } from './session/organisation-screen.tsx';
import { SessionGate } from './session/session-gate.tsx';
import { NotFoundScreen, ScreenError } from './shell/screen-error.tsx';
import { Shell } from './shell/shell.tsx';
import { StartPage } from './shell/start-page.tsx';
import { ReturnScreen } from './sign-in/return-screen.tsx';

/** Every address of the clerk's interface. Large screens are loaded when they are first opened. */
const routes: RouteObject[] = [
  { path: '/login', element: <LoginScreen />, errorElement: <ScreenError /> },
  { path: '/login/return', element: <ReturnScreen />, errorElement: <ScreenError /> },
  {
    element: <SessionGate />,
    errorElement: <ScreenError />,
    hydrateFallbackElement: <div />,
    children: [
      { path: '/password', element: <FirstPasswordScreen /> },
      { path: '/organisation', element: <OrganisationScreen /> },
      {
        element: <Shell />,
        children: [
          {
            errorElement: <ScreenError />,
            children: [
              { index: true, path: '/', element: <StartPage /> },
              {
                path: '/mine',
                lazy: async () => ({ Component: (await import('./application/mine-screen.tsx')).MineScreen }),
              },
              {
                path: '/applications',
                lazy: async () => ({ Component: (await import('./application/list-screen.tsx')).ListScreen }),
              },
              {
                path: '/applications/new',
                lazy: async () => ({
                  Component: (await import('./application/new-application-screen.tsx')).NewApplicationScreen,
                }),
              },
              {
                path: '/applications/:id',
                lazy: async () => ({ Component: (await import('./application/card-screen.tsx')).CardScreen }),
              },
              {
                path: '/applications/:id/print',
                lazy: async () => ({ Component: (await import('./application/print-screen.tsx')).PrintScreen }),
              },
              {
                path: '/applications/:id/actions/:action',
                lazy: async () => ({ Component: (await import('./decision/decision-screen.tsx')).DecisionScreen }),
              },
              {
                path: '/applications/:id/requests/:request',
                lazy: async () => ({ Component: (await import('./request/request-screen.tsx')).RequestScreen }),
              },
              {
                path: '/incoming-requests',
                lazy: async () => ({
                  Component: (await import('./incoming-request/incoming-list-screen.tsx')).IncomingListScreen,
                }),
              },
              {
                path: '/incoming-requests/:id',
                lazy: async () => ({
                  Component: (await import('./incoming-request/incoming-screen.tsx')).IncomingScreen,
                }),
              },
              {
                path: '/applicants',
                lazy: async () => ({ Component: (await import('./applicant/registry-screen.tsx')).RegistryScreen }),
              },
              {
                path: '/notices',
                lazy: async () => ({ Component: (await import('./notice/notices-screen.tsx')).NoticesScreen }),
              },
              {
                path: '/monitoring',
                lazy: async () => ({ Component: (await import('./report/report-screen.tsx')).ReportScreen }),
              },
              {
                path: '/retention',
                lazy: async () => ({
                  Component: (await import('./destruction/retention-screen.tsx')).RetentionScreen,
                }),
              },
              {
                path: '/retention/services/:service',
                lazy: async () => ({
                  Component: (await import('./destruction/service-cases-screen.tsx')).ServiceCasesScreen,
                }),
              },
              {
                path: '/retention/acts',
                lazy: async () => ({ Component: (await import('./destruction/act-list-screen.tsx')).ActListScreen }),
              },
              {
                path: '/retention/acts/:id',
                lazy: async () => ({ Component: (await import('./destruction/act-screen.tsx')).ActScreen }),
              },
              {
                path: '/tasks',
                lazy: async () => ({ Component: (await import('./application/tasks-screen.tsx')).TasksScreen }),
              },
              {
                path: '/profile',
                lazy: async () => ({ Component: (await import('./profile/profile-screen.tsx')).ProfileScreen }),
              },
              { path: '*', element: <NotFoundScreen /> },
            ],
          },
        ],
      },
    ],
  },
];

/** On a stand every address begins with it. */
export const router = createBrowserRouter(routes, { basename: base === '' ? '/' : base });
