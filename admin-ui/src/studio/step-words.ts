import { translatorOf, vocabularyOf } from '@reglament/core/rules';

/** Puts what a step of a draft is called into English, by its look, as what the server says (ADR 107). Pure. */
export function labelReader(catalogue: Readonly<Record<string, string>>): (label: string) => string {
  const say = translatorOf(vocabularyOf([catalogue]), {});
  return (label) => {
    const said = say(label);
    // «Пояснение: Площадь»: what was changed is ours; the name after it may be the administrator's own, and stays.
    return said === label ? label.split(': ').map(say).join(': ') : said;
  };
}
