import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { lean } from '../runtime-ui/lean/plugin.ts';
import { interfaceTexts } from '../runtime-ui/texts/plugin.ts';
import { editorPage } from './ahead/plugin.ts';

export default defineConfig({
  base: '/admin/',
  plugins: [interfaceTexts(), react(), lean(), editorPage()],
  // The server replaces the mark in each response, so that styles made at run time pass `style-src 'nonce-…'`.
  html: { cspNonce: '__CSP_NONCE__' },
  // In development these pages are opened through the clerk's: one address, one session.
  server: { port: 5174 },
  build: {
    target: 'es2023',
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
  },
});
