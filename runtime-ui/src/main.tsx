import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { readDefinitionsInOwnLanguage } from './locale/read-words.ts';
import { leadLinksHere } from './place.ts';
import { queryClient } from './query-client.ts';
import { router } from './router.tsx';
import { reloadOnNewVersion } from './shell/new-version.ts';
import { Look } from './ui/look.tsx';
import './ui/style.css';

const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no #root');
reloadOnNewVersion();
readDefinitionsInOwnLanguage();
leadLinksHere();
createRoot(place).render(
  <StrictMode>
    <Look>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </Look>
  </StrictMode>,
);
