/**
 * What a plugin can do for a person at the command line, without a connection: `reglament <id of the plugin> <name> …`.
 * `--help` is answered by the platform from `usage`.
 */
export interface CliCommand {
  /** Latin letters in lower case, digits, hyphens. */
  readonly name: string;
  /** Russian, one line for the list of the plugin's commands. */
  readonly summary: string;
  /** Russian: how it is called, its options, its exit codes. */
  readonly usage: string;
  /** Arguments after the name of the command. Tells a wrong call by `CommandExit` 2, not by throwing. */
  run(args: readonly string[], terminal: Terminal): Promise<CommandExit>;
}

/** 0 – well, 1 – something was found, 2 – wrong call, or the command could not be carried out. */
export type CommandExit = 0 | 1 | 2;

export interface Terminal {
  /** A line of the answer. */
  out(line: string): void;
  /** A line beside the answer: problems and remarks. */
  err(line: string): void;
  /** Exactly these bytes into the answer, with no end of line. */
  write(content: string | Uint8Array): void;
  /** All of the standard input. */
  readInput(): Promise<Uint8Array>;
  /** Ends what runs until somebody stops it. */
  readonly stop: AbortSignal;
}
