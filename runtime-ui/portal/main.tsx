import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { Look } from '../src/ui/look.tsx';
import { FilingScreen } from './filing-screen.tsx';
import { OrderScreen } from './order-screen.tsx';
import { OrdersScreen } from './orders-screen.tsx';
import { ServicesScreen } from './services-screen.tsx';
import { Shell } from './shell.tsx';
import '../src/ui/style.css';
import './style.css';

/** The page of the portal for trying out: built with the clerk's interface, whose forms it draws, and served by the portal alone. */
const router = createBrowserRouter([
  {
    element: <Shell />,
    children: [
      { index: true, element: <ServicesScreen /> },
      { path: 'services/:body/:code', element: <FilingScreen /> },
      { path: 'orders', element: <OrdersScreen /> },
      { path: 'orders/:id', element: <OrderScreen /> },
      { path: '*', element: <ServicesScreen /> },
    ],
  },
]);

const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false }, mutations: { retry: false } } });

const place = document.getElementById('root');
if (place === null) throw new Error('portal.html has no #root');
createRoot(place).render(
  <StrictMode>
    <Look>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </Look>
  </StrictMode>,
);
