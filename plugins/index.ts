import type { Plugin } from '@reglament/sdk';
import { plugin as email } from './email/index.ts';
import { plugin as epgu } from './epgu/index.ts';
import { plugin as esia } from './esia/index.ts';
import { plugin as gostSignature } from './gost-signature/index.ts';
import { plugin as httpApi } from './http-api/index.ts';
import { plugin as regional } from './regional/index.ts';
import { plugin as smev3 } from './smev3/index.ts';

/** The shipped plugins, by hand: a test holds this list against the folders beside it. */
export const plugins: readonly Plugin[] = [
  regional as Plugin,
  gostSignature as Plugin,
  smev3 as Plugin,
  email as Plugin,
  httpApi as Plugin,
  epgu as Plugin,
  esia as Plugin,
];
