import type { ServiceDefinition } from '@reglament/format';
import { firstWords } from '../../first-words.ts';
import { fieldKinds } from '../field-kinds.ts';
import { addField, addSection, changeSection, requireField } from '../form-commands.ts';

/** Questions that nearly every service asks, put into the form as a section of its own. */
export interface ReadyBlock {
  readonly code: string;
  /** As the palette calls it. */
  readonly title: string;
  readonly words?: string;
  readonly section: string;
  readonly visible?: unknown;
  readonly fields: readonly { readonly title: string; readonly kind: string; readonly required?: boolean }[];
}

const { blocks } = firstWords;

export const readyBlocks: readonly ReadyBlock[] = [
  {
    code: 'contacts',
    title: 'Заявитель: как с ним связаться',
    words: 'контакты',
    section: blocks.contacts,
    fields: [
      { title: blocks.phone, kind: 'phone', required: true },
      { title: blocks.email, kind: 'email' },
    ],
  },
  {
    code: 'representative',
    title: 'Представитель: его полномочия',
    words: 'доверенность',
    section: blocks.representative,
    visible: { var: 'case.hasRepresentative' },
    fields: [
      { title: blocks.authority, kind: 'text', required: true },
      { title: blocks.authorityFrom, kind: 'date', required: true },
      { title: blocks.authorityTo, kind: 'date' },
    ],
  },
  {
    code: 'place',
    title: 'Адрес и участок',
    words: 'место кадастровый',
    section: blocks.place,
    fields: [
      { title: blocks.address, kind: 'address', required: true },
      { title: blocks.cadastralNumber, kind: 'cadastralNumber' },
    ],
  },
  {
    code: 'consent',
    title: 'Согласие на обработку данных',
    words: 'персональные',
    section: blocks.consent,
    fields: [{ title: blocks.consentGiven, kind: 'checkbox', required: true }],
  },
];

/** At the end of the form. The second such block gets codes of its own. */
export function addBlock(service: ServiceDefinition, block: ReadyBlock): ServiceDefinition {
  const opened = addSection(service, block.section);
  const section = opened.form.sections.at(-1)?.code ?? '';
  const whole = block.fields.reduce((one, asked) => {
    const kind = fieldKinds.find(({ code }) => code === asked.kind);
    if (kind === undefined) throw new Error(`no kind of fields ${asked.kind}`);
    const index = one.form.sections.at(-1)?.fields.length ?? 0;
    const made = addField(one, { ...kind, title: asked.title }, { section, index });
    return asked.required === true ? requireField(made.service, made.field, true) : made.service;
  }, opened);
  return block.visible === undefined ? whole : changeSection(whole, section, { visible: block.visible });
}
