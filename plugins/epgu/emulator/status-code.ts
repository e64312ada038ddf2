/** What a state means for the applicant. */
export type CodeMeaning = 'sent' | 'working' | 'correct' | 'ready' | 'done' | 'refused' | 'cancelled';

export interface CodeWords {
  readonly title: string;
  readonly meaning: CodeMeaning;
}

/** Codes that portals show, by what is known of them in public code; a service's definition may have others. */
const known: Readonly<Record<string, CodeWords>> = {
  1: { title: 'Зарегистрировано', meaning: 'working' },
  2: { title: 'Получено ведомством', meaning: 'working' },
  3: { title: 'Услуга оказана', meaning: 'done' },
  4: { title: 'Отказано в услуге', meaning: 'refused' },
  6: { title: 'Принято в работу', meaning: 'working' },
  7: { title: 'Промежуточный результат', meaning: 'working' },
  14: { title: 'Нужны дополнительные сведения', meaning: 'correct' },
  15: { title: 'Нужно исправить заявление', meaning: 'correct' },
  25: { title: 'Приглашение на приём', meaning: 'working' },
  26: { title: 'Приглашение на приём', meaning: 'working' },
  33: { title: 'Передано в МФЦ', meaning: 'working' },
  35: { title: 'Результат готов', meaning: 'ready' },
  39: { title: 'Результат выдан', meaning: 'done' },
  84: { title: 'Заявление отозвано', meaning: 'cancelled' },
};

/** undefined: nobody knows it, and the body's words say it all. */
export function meaningOf(code: string): CodeWords | undefined {
  return Object.hasOwn(known, code) ? known[code] : undefined;
}
