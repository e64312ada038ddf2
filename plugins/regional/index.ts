import type { Plugin } from '@reglament/sdk';
import { connectRegional } from './connection.ts';
import english from './en.json' with { type: 'json' };
import { universalRequest } from './universal-request.ts';

/**
 * «Р-сведения»: one body of the region asks another. What carries the messages is a bus: of this installation, or of a
 * connection that lends one.
 */
export const plugin: Plugin<object> = {
  id: 'regional',
  title: 'Внутрирегиональные запросы (Р-сведения)',
  english,
  contract: '1.0',
  scope: 'body',
  needs: ['bus'],
  config: { schema: { type: 'object', properties: {} } },
  harmless: {},
  requestKinds: { universal: universalRequest },
  connect: connectRegional,
};
