import type { RequestTypeDefinition } from '@reglament/sdk';
import { playedAnswer } from '@reglament/sdk/emulator';
import { AnswersUnfit, answerToXml, judge, questionFromXml } from '@reglament/xml/information-type';
import type { InformationType, PlayedAnswer } from './information-type.ts';
import type { TypeName } from './mailbox.ts';

/** Whom the node names as the provider of a type that somebody has described. */
const provider = { mnemonic: 'DESCRIBED01', title: 'Эмулятор: поставщик описанного вида сведений' };

/** Types that an administrator has made of XSD files are registered at the node by being published. */
export function describedTypes(
  types: (() => readonly RequestTypeDefinition[]) | undefined,
): (name: TypeName) => InformationType | undefined {
  const known = new WeakMap<RequestTypeDefinition, InformationType>();
  return ({ namespace, root }) => {
    for (const type of types?.() ?? []) {
      const found = known.get(type) ?? describedType(type);
      if (found === undefined) continue;
      known.set(type, found);
      const { request, response } = found;
      if ([request, response].some((one) => one.namespace === namespace && one.root === root)) return found;
    }
    return undefined;
  };
}

function describedType(type: RequestTypeDefinition): InformationType | undefined {
  const { plugin, message, schemas = {}, settings = {} } = type;
  if (plugin !== 'smev3' || message === undefined) return undefined;
  const { namespace, root, answerNamespace = namespace, answerRoot } = settings as Record<string, string>;
  return {
    title: type.code,
    request: { namespace: namespace ?? '', root: root ?? '' },
    response: { namespace: answerNamespace ?? '', root: answerRoot ?? '' },
    provider,
    check: (xml) => judge(schemas, xml).map((text) => ({ text, line: 0 })),
    answers: [],
    answerTo: (content) => answerTo(type, content),
  };
}

function answerTo(type: RequestTypeDefinition, content: string): PlayedAnswer {
  const { outcome, interim, afterSeconds } = playedAnswer(type, questionFromXml(type, content).answers);
  const rest = {
    title: type.code,
    ...(interim === undefined ? {} : { interim: [{ code: 1, text: interim }] }),
    ...(afterSeconds === undefined ? {} : { after: afterSeconds }),
  };
  if (outcome.kind === 'silence') return { ...rest, silence: true };
  if (outcome.kind === 'refuse') return { ...rest, reject: [{ code: 'NO_DATA', text: outcome.reason }] };
  try {
    return { ...rest, xml: answerToXml(type, outcome.answer) };
  } catch (error) {
    if (!(error instanceof AnswersUnfit)) throw error;
    const text = `Ответ эмулятора не подходит под схему, опишите его в виде запроса: ${error.message}`;
    return { ...rest, reject: [{ code: 'FAILURE', text: text.slice(0, 900) }] };
  }
}
