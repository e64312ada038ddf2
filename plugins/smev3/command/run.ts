import { GostError } from '@reglament/gost';
import { type CommandExit, isProviderError, type Terminal } from '@reglament/sdk';
import { XmlProblem } from '@reglament/xml';
import { SchemaFault } from '@reglament/xml/information-type';
import { SchemaFolderProblem } from '../schemas/transport-schemas.ts';
import { TransformProblem } from '../transform/transform.ts';
import { SignatureProblem } from '../xml-signature/problem.ts';
import { emulatorCommand } from './emulator.ts';
import { signCommand } from './sign.ts';
import { transformCommand } from './transform.ts';
import { validateCommand } from './validate.ts';
import { verifyCommand } from './verify.ts';
import { WrongCall } from './wrong-call.ts';

const works = {
  transform: transformCommand,
  verify: verifyCommand,
  sign: signCommand,
  validate: validateCommand,
  emulator: emulatorCommand,
} as const satisfies Record<string, (args: readonly string[], terminal: Terminal) => Promise<CommandExit>>;

export type CommandName = keyof typeof works;

interface CommandCall {
  readonly args: readonly string[];
  readonly usage: string;
  readonly terminal: Terminal;
}

/** What a person can put right is told in one line; a fault of ours is not hidden. */
export async function runCommand(name: CommandName, { args, usage, terminal }: CommandCall): Promise<CommandExit> {
  try {
    return await works[name](args, terminal);
  } catch (error) {
    if (error instanceof WrongCall) terminal.err(`${error.message}.\n\n${usage}`);
    else if (isProviderError(error) || MATERIAL.some((kind) => error instanceof kind))
      terminal.err((error as Error).message);
    else throw error;
    return 2;
  }
}

const MATERIAL = [XmlProblem, TransformProblem, SignatureProblem, SchemaFault, SchemaFolderProblem, GostError] as const;
