import type { FormDefinition, ServiceDefinition } from '@reglament/format';
import consent from '../../../../../service-definitions/blocks/consent.json' with { type: 'json' };
import contacts from '../../../../../service-definitions/blocks/contacts.json' with { type: 'json' };
import place from '../../../../../service-definitions/blocks/place.json' with { type: 'json' };
import representative from '../../../../../service-definitions/blocks/representative.json' with { type: 'json' };
import { russian } from '../../words.ts';
import { linkSection, type PublishedSource, type Source } from './linked-section.ts';

/** Questions that nearly every service asks, put into the form as a section of its own: a copy that stays linked. */
export interface ReadyBlock {
  readonly code: string;
  /** As the palette calls it. */
  readonly title: string;
  readonly words?: string;
  /** As it was in each version, the newest last: what a copy differs in is told by the version that it was made of. */
  readonly versions: readonly FormDefinition[];
}

export const readyBlocks: readonly ReadyBlock[] = [
  {
    code: 'contacts',
    title: 'Заявитель: как с ним связаться',
    words: 'контакты',
    versions: formsIn(contacts),
  },
  {
    code: 'representative',
    title: 'Представитель: его полномочия',
    words: 'доверенность',
    versions: formsIn(representative),
  },
  { code: 'place', title: 'Адрес и участок', words: 'место кадастровый', versions: formsIn(place) },
  { code: 'consent', title: 'Согласие на обработку данных', words: 'персональные', versions: formsIn(consent) },
];

/** Undefined: this program has no such block, or the version is of a later one. */
export function blockAt(code: string, version: number): Source | undefined {
  const form = readyBlocks.find((block) => block.code === code)?.versions[version - 1];
  return form && { form };
}

export function latestBlock(code: string): PublishedSource | undefined {
  const block = readyBlocks.find((one) => one.code === code);
  const version = block?.versions.length ?? 0;
  const content = blockAt(code, version);
  const title = content?.form.sections[0]?.title;
  return content && { version, title: russian(title), content };
}

/** At the end of the form. The second such block gets codes of its own. */
export function addBlock(service: ServiceDefinition, { code }: ReadyBlock): ServiceDefinition {
  const block = latestBlock(code);
  if (block === undefined) throw new Error(`no ready block ${code}`);
  return linkSection(service, block, code);
}

function formsIn({ versions }: { readonly versions: readonly unknown[] }): readonly FormDefinition[] {
  return versions as readonly FormDefinition[];
}
