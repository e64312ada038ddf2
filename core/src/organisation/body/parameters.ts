import type { FieldProblemView } from '../../errors.ts';
import { checkOktmo } from '../../identifier/code.ts';
import { checkOgrn } from '../../identifier/ogrn.ts';

/** What an administrator says of a body; the letterhead of its papers is made of the title, the address and the head. */
export interface Parameters {
  readonly title: string;
  readonly shortTitle: string;
  /** `{body}` of an application's number. */
  readonly mnemonic: string;
  readonly kind: 'federal' | 'regional' | 'municipal';
  readonly headName: string | null;
  readonly headPosition: string | null;
  readonly address: string | null;
  readonly oktmo: string | null;
  /** By it other places name the body; absent: it stays as it is. */
  readonly ogrn?: string | null;
  /** IANA name. */
  readonly timeZone: string;
  readonly workplace: string;
  /** Codes of the services that it provides; null: any. */
  readonly services: readonly string[] | null;
}

export interface Known {
  readonly services: readonly string[];
  readonly workplaces: readonly string[];
  /** Of the other bodies, with whose they are. */
  readonly mnemonics: ReadonlyMap<string, string>;
}

/** What is wrong with the parameters, field by field, in words that say what to do. */
export function parameterProblems(parameters: Parameters, known: Known): FieldProblemView[] {
  const { mnemonic, oktmo, ogrn, timeZone, workplace, services } = parameters;
  const problems: FieldProblemView[] = [];
  const add = (field: string, code: string, message: string) =>
    void problems.push({ field, pointer: `/${field}`, code, message });
  const owner = known.mnemonics.get(mnemonic);
  if (owner !== undefined)
    add(
      'mnemonic',
      'taken',
      `Обозначение «${mnemonic}» уже у ведомства «${owner}»: номера заявок совпадут. Укажите другое.`,
    );
  const verdict = oktmo === null ? undefined : checkOktmo(oktmo);
  if (verdict?.ok === false) add('oktmo', 'oktmo', `${verdict.message}.`);
  const number = ogrn === undefined || ogrn === null ? undefined : checkOgrn(ogrn);
  if (number?.ok === false) add('ogrn', 'ogrn', `${number.message}.`);
  if (!isTimeZone(timeZone))
    add('timeZone', 'unknown', `Часового пояса «${timeZone}» нет. Выберите из списка, например Europe/Moscow.`);
  if (!known.workplaces.includes(workplace))
    add('workplace', 'unknown', `Рабочего места «${workplace}» нет. Выберите из списка.`);
  const strange = services?.find((code) => !known.services.includes(code));
  if (strange !== undefined)
    add('services', 'unknown', `Услуги «${strange}» нет среди опубликованных. Уберите её из списка.`);
  return problems;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('ru', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
