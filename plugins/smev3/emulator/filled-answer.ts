import { childElements, escapeText, everyElement, parseDocument, rootOf } from './document.ts';
import type { InformationType, PlayedAnswer } from './information-type.ts';
import { findOrganisation, type KnownOrganisation, organisationWords } from './organisation.ts';

interface Asked {
  readonly type: InformationType;
  /** The element under `MessagePrimaryContent`. */
  readonly content: string;
}

/** Whether the provider has this answer for the request. */
export function fits(answer: PlayedAnswer, asked: Asked): boolean {
  const { when = {}, organisation } = answer;
  if (!Object.entries(when).every(([name, text]) => textInside(asked.content, name) === text)) return false;
  return organisation === undefined || organisationOf(answer, asked) !== undefined;
}

/** `{{Name}}` becomes the text of that element of the request, `{{юл.ИНН}}` what the register says of the organisation. */
export function filledIn(answer: PlayedAnswer, { now, ...asked }: Asked & { readonly now: Date }): string {
  const organisation = organisationOf(answer, asked);
  const words = organisation && organisationWords(organisation, now);
  const wordOf = (name: string) =>
    name.startsWith('юл.') ? words?.[name.slice('юл.'.length)] : textInside(asked.content, name);
  // It may stand in an attribute.
  const written = (name: string) => escapeText(wordOf(name) ?? '').replaceAll('"', '&quot;');
  return (answer.xml ?? '').replace(/\{\{([^{}]+)\}\}/g, (_, name: string) => written(name));
}

function organisationOf({ organisation = [] }: PlayedAnswer, { type, content }: Asked): KnownOrganisation | undefined {
  for (const name of organisation) {
    const number = textInside(content, name);
    if (number !== undefined) return findOrganisation(number, type.organisations);
  }
  return undefined;
}

function textInside(content: string, name: string): string | undefined {
  for (const element of everyElement(rootOf(parseDocument(content)))) {
    if (element.localName === name && childElements(element).length === 0) return element.textContent ?? '';
    const attribute = element.getAttribute(name);
    if (attribute !== null) return attribute;
  }
  return undefined;
}
