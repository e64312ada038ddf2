import { GostError } from '@reglament/gost';
import { type CliCommand, type CommandExit, isProviderError, type Terminal } from '@reglament/sdk';
import { XmlProblem } from '@reglament/xml';
import { SchemaFault } from '@reglament/xml/information-type';
import { SchemaFolderProblem } from '../schemas/transport-schemas.ts';
import { TransformProblem } from '../transform/transform.ts';
import { SignatureProblem } from '../xml-signature/problem.ts';
import { emulatorCommand, emulatorUsage } from './emulator.ts';
import { signCommand, signUsage } from './sign.ts';
import { transformCommand, transformUsage } from './transform.ts';
import { validateCommand, validateUsage } from './validate.ts';
import { verifyCommand, verifyUsage } from './verify.ts';
import { WrongCall } from './wrong-call.ts';

type Run = (args: readonly string[], terminal: Terminal) => Promise<CommandExit>;

/** `reglament smev3 …` */
export const commands: readonly CliCommand[] = [
  {
    name: 'transform',
    summary: 'преобразовать XML так, как его видит подпись СМЭВ',
    usage: transformUsage,
    run: toldInWords(transformCommand, transformUsage),
  },
  {
    name: 'verify',
    summary: 'проверить все подписи сообщения',
    usage: verifyUsage,
    run: toldInWords(verifyCommand, verifyUsage),
  },
  {
    name: 'sign',
    summary: 'подписать элемент документа',
    usage: signUsage,
    run: toldInWords(signCommand, signUsage),
  },
  {
    name: 'validate',
    summary: 'проверить сообщение по схемам',
    usage: validateUsage,
    run: toldInWords(validateCommand, validateUsage),
  },
  {
    name: 'emulator',
    summary: 'запустить узел СМЭВ для проверок',
    usage: emulatorUsage,
    run: toldInWords(emulatorCommand, emulatorUsage),
  },
];

/** What a person can put right is told in one line; a fault of ours is not hidden. */
function toldInWords(run: Run, usage: string): Run {
  return async (args, terminal) => {
    try {
      return await run(args, terminal);
    } catch (error) {
      if (error instanceof WrongCall) terminal.err(`${error.message}.\n\n${usage}`);
      else if (isProviderError(error) || MATERIAL.some((kind) => error instanceof kind))
        terminal.err((error as Error).message);
      else throw error;
      return 2;
    }
  };
}

const MATERIAL = [XmlProblem, TransformProblem, SignatureProblem, SchemaFault, SchemaFolderProblem, GostError] as const;
