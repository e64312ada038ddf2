/** How long this and that is kept, by the settings. */
export interface KeptDays {
  /** Days that bytes of the exchange with other systems are kept. */
  readonly exchangeDays: number;
  /** Days that it is kept who looked at what. */
  readonly accessLogDays: number;
  /** Days after which a draft that nobody touches is thrown away. */
  readonly draftDays: number;
}

export function readKeptDays(value: (name: string) => string | undefined, problems: string[]): KeptDays {
  return {
    exchangeDays: readDays('EXCHANGE_DAYS', value('EXCHANGE_DAYS') ?? '1095', problems),
    accessLogDays: readDays('ACCESS_LOG_DAYS', value('ACCESS_LOG_DAYS') ?? '1095', problems),
    draftDays: readDays('DRAFT_DAYS', value('DRAFT_DAYS') ?? '365', problems),
  };
}

/** The database itself refuses to forget what is younger. */
const FEWEST_DAYS = 90;

function readDays(name: string, text: string, problems: string[]): number {
  const days = Number(text);
  if (/^\d{1,5}$/.test(text) && days >= FEWEST_DAYS) return days;
  problems.push(`${name}=«${text}»: укажите, сколько дней хранить, от ${FEWEST_DAYS} до 99999, например ${name}=1095.`);
  return 0;
}
