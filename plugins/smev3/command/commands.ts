import type { CliCommand } from '@reglament/sdk';
import type { CommandName } from './run.ts';
import { emulatorUsage, signUsage, transformUsage, validateUsage, verifyUsage } from './usages.ts';

/** `reglament smev3 …` */
export const commands: readonly CliCommand[] = [
  command('transform', { summary: 'преобразовать XML так, как его видит подпись СМЭВ', usage: transformUsage }),
  command('verify', { summary: 'проверить все подписи сообщения', usage: verifyUsage }),
  command('sign', { summary: 'подписать элемент документа', usage: signUsage }),
  command('validate', { summary: 'проверить сообщение по схемам', usage: validateUsage }),
  command('emulator', { summary: 'запустить узел СМЭВ для проверок', usage: emulatorUsage }),
];

function command(name: CommandName, texts: Pick<CliCommand, 'summary' | 'usage'>): CliCommand {
  const run: CliCommand['run'] = async (args, terminal) =>
    (await import('./run.ts')).runCommand(name, { args, usage: texts.usage, terminal });
  return { name, ...texts, run };
}
