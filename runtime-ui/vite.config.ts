import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv } from 'vite';
import { lean } from './lean/plugin.ts';
import { pdfFiles } from './pdf/plugin.ts';
import { interfaceTexts } from './texts/plugin.ts';

/** In development the API answers on the server's own port and the administrator's pages on a second vite; built files are served by the server. */
const proxy = (mode: string) => {
  const target = `http://127.0.0.1:${loadEnv(mode, '.', 'PORT').PORT ?? 8080}`;
  return {
    '/api': { target },
    // Of a service in test mode.
    '^/test/[^/]+/api/': { target },
    '/admin': { target: 'http://localhost:5174', ws: true },
  };
};

export default defineConfig(({ mode }) => ({
  plugins: [interfaceTexts(), react(), pdfFiles(), lean()],
  // The server replaces the mark in each response, so that styles made at run time pass `style-src 'nonce-…'`.
  html: { cspNonce: '__CSP_NONCE__' },
  server: { port: 5173, proxy: proxy(mode) },
  build: {
    target: 'es2023',
    sourcemap: false,
    // A data: URL for a font or an image would need a wider content policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      // The second page is served by the portal of the demo, never by the platform.
      input: ['index.html', 'portal.html'],
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler|react-router|@tanstack)\// },
            { name: 'antd', test: /node_modules\/(antd|@ant-design|@rc-component|@emotion|dayjs)\// },
            // Each is a few hundred bytes, and each file of its own costs a thousand more of headers.
            { name: 'ui', test: /runtime-ui\/src\/(?:ui|locale)\// },
            { name: 'rjsf', test: /node_modules\/(@rjsf|@cfworker|lodash)\// },
          ],
        },
      },
    },
  },
}));
