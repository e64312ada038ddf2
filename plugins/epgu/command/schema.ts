import { readFile } from 'node:fs/promises';
import type { CliCommand, CommandExit, Terminal } from '@reglament/sdk';
import type { OrderService } from '../wire/order.ts';
import { orderSchema } from '../wire/order-schema.ts';

const usage = `reglament epgu schema – схема вида сведений услуги, составленная по её форме

  reglament epgu schema service-definitions/services/код/service.json   файл определения услуги
  reglament epgu schema код                                             то же из папки service-definitions
  reglament epgu schema -                                               определение со стандартного ввода

Схему регистрируют в СМЭВ вместе с услугой. По ней портал составляет заявления, а модуль их проверяет.

  --help   эта справка

Код завершения: 0 – схема напечатана, 2 – неверный вызов или файл не читается.`;

export const schemaCommand: CliCommand = {
  name: 'schema',
  summary: 'схема вида сведений услуги по её форме',
  usage,
  run,
};

async function run(args: readonly string[], terminal: Terminal): Promise<CommandExit> {
  const [given, ...more] = args;
  if (given === undefined || more.length > 0 || /^-./.test(given)) {
    terminal.err(`Назовите одну услугу.\n\n${usage}`);
    return 2;
  }
  const service = await readService(given, terminal);
  if (typeof service === 'string') {
    terminal.err(service);
    return 2;
  }
  terminal.write(orderSchema(service));
  return 0;
}

/** The service, or what is wrong. */
async function readService(given: string, terminal: Terminal): Promise<OrderService | string> {
  const path = /^[a-z][a-zA-Z0-9]*$/.test(given) ? `service-definitions/services/${given}/service.json` : given;
  try {
    const bytes = given === '-' ? await terminal.readInput() : await readFile(path);
    return serviceIn(JSON.parse(new TextDecoder().decode(bytes))) ?? `${path}: это не определение услуги`;
  } catch (error) {
    if (error instanceof SyntaxError) return `${path}: это не JSON`;
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return `${path}: файла нет, или он не читается`;
  }
}

function serviceIn(value: {
  kind?: unknown;
  code?: unknown;
  title?: unknown;
  form?: { schema?: OrderService['form'] };
}): OrderService | undefined {
  const { kind, code, title, form } = value ?? {};
  const schema = form?.schema;
  if (kind !== 'service' || typeof code !== 'string' || typeof schema?.properties !== 'object') return undefined;
  const words = typeof title === 'string' ? title : (title as { ru?: unknown } | undefined)?.ru;
  return { code, title: typeof words === 'string' ? words : code, form: schema };
}
