import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HostilePage {
  readonly bytes: Buffer;
  /** What it has made a browser ask for. */
  readonly heard: readonly string[];
  close(): Promise<void>;
}

/** A page of an extract that tries whatever a page can: to run, to load, to send, to lead away. It would tell its own server. */
export async function openHostilePage(): Promise<HostilePage> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(String(request.url));
    response.end();
  });
  await new Promise<void>((opened) => server.listen(0, '127.0.0.1', opened));
  const home = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const run = (from: string) => `document.title='взломано';new Image().src='${home}/${from}'`;
  const bytes = Buffer.from(`<!doctype html><html><head><meta charset="utf-8"><title>Выписка</title>
    <base href="${home}/base/"><meta http-equiv="refresh" content="0;url=${home}/refresh">
    <link rel="stylesheet" href="${home}/sheet"><style>@import url(${home}/style); body { display: none }</style>
    <script>${run('script')}</script></head><body onload="${run('onload')}">
    <h1>Сведения о лице</h1><img src="${home}/image" onerror="${run('onerror')}"><svg onload="${run('svg')}"></svg>
    <iframe src="${home}/frame"></iframe><object data="${home}/object"></object><video src="${home}/video"></video>
    <p style="background:url(${home}/background)">Состоит на <b onmouseover="${run('mouse')}">учёте</b></p>
    <table><tr><td>ОГРН</td><td>1027301234562</td></tr></table><a href="javascript:${run('link')}">Подробнее</a>
    <form action="${home}/form"><input autofocus onfocus="${run('focus')}"></form>
    <script>document.write('</p><img src=${home}/written>')</script></body></html>`);
  return {
    bytes,
    heard,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}

/** The page in one file with what belongs to it (MHTML), as a browser saves it. */
export function savedPage(bytes: Buffer): Buffer {
  const head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="page"\r\n\r\n--page\r\n';
  const part = 'Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n';
  return Buffer.from(`${head}${part}${bytes.toString('base64')}\r\n--page--\r\n`);
}

/** A picture that would act. */
export const hostileDrawing = Buffer.from(
  `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="document.title='взломано'"><script>alert(1)</script></svg>`,
);
