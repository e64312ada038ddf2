import { exportAll } from '../../definition/commands.ts';
import { checkStreamHead } from '../../file/content.ts';
import { type Route, route, stream } from '../../http.ts';
import { readBytes } from '../../json-body.ts';
import { textsOf, withAllItNames } from './contents.ts';
import { takeIn } from './take-in.ts';
import { archiveLimits, packArchive, tooLargeArchive, unpackArchive } from './zip.ts';

const edit = { permission: 'definitions.edit' } as const;

export const archiveRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/admin/definitions-archive',
    summary: 'Архив действующих определений с контрольными суммами: все или одна услуга со всем, на что она ссылается',
    access: edit,
    query: 'DefinitionArchiveQuery',
    response: 'stream',
    handler: ({ deps, query, now }) => {
      const { definitions } = deps;
      const texts =
        query.service === undefined
          ? exportAll(definitions)
          : textsOf(withAllItNames(definitions, definitions.latest('service', query.service)));
      const bytes = packArchive(texts, now);
      return stream(bytes, {
        'Content-Type': 'application/zip',
        'Content-Length': String(bytes.length),
        'Content-Disposition': `attachment; filename="${query.service ?? 'definitions'}.zip"`,
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'private, no-store',
      });
    },
  }),
  route({
    method: 'POST',
    path: '/api/admin/definitions-archive',
    summary: 'Загрузить архив определений: каждое, которое отличается, становится черновиком; тело – ZIP, до 16 МБ',
    access: edit,
    body: 'stream',
    response: 'DefinitionArchiveImport',
    handler: async (call) => {
      checkStreamHead(call.request, archiveLimits.packed);
      const tooLarge = tooLargeArchive;
      const bytes = await readBytes(call.request.req, { most: archiveLimits.packed, tooLarge });
      return { items: await takeIn(call, await unpackArchive(bytes)) };
    },
  }),
];
