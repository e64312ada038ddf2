import type { CommandExit, Plugin, Terminal } from '@reglament/sdk';

/** `reglament <plugin> …`: what a plugin brings to the command line. */
export async function pluginCommand(
  { id, title, commands = [] }: Plugin,
  args: readonly string[],
  terminal: Terminal,
): Promise<CommandExit> {
  const [name = '--help', ...rest] = args;
  const command = commands.find((one) => one.name === name);
  if (command === undefined) {
    const heading = `reglament ${id} – ${typeof title === 'string' ? title : title.ru}`;
    const list = commands.map((one) => `  reglament ${id} ${one.name.padEnd(12)}${one.summary}`).join('\n');
    if (name === '--help') {
      terminal.out(`${heading}\n\n${list}\n\nПодробнее: reglament ${id} <команда> --help`);
      return 0;
    }
    terminal.err(`У модуля ${id} нет команды «${name}».\n\n${list}`);
    return 2;
  }
  if (rest.includes('--help')) {
    terminal.out(command.usage);
    return 0;
  }
  return command.run(rest, terminal);
}
