import { ProviderError } from '@reglament/sdk';
import type { Smev3Config } from '../config.ts';
import { SchemaFault } from '../information-type/schema-fault.ts';
import { SchemaFolderProblem } from '../schemas/transport-schemas.ts';
import { validateTransport } from '../schemas/validate-transport.ts';

/** A node refuses what its schema does not allow; a person is told before that. @throws ProviderError */
export function assertFitsSchema(envelope: string, { version, schemaFolder }: Smev3Config): void {
  const problems = problemsOf(envelope, { version, ...(schemaFolder && { schemaFolder }) });
  if (problems.length === 0) return;
  const told = problems.slice(0, 3).join('; ');
  throw new ProviderError(
    'outgoingInvalid',
    `Сообщение не подходит под схему СМЭВ ${version} и не отправлено: ${told}`,
    {
      retry: 'never',
    },
  );
}

function problemsOf(envelope: string, { version, schemaFolder }: Pick<Smev3Config, 'version' | 'schemaFolder'>) {
  try {
    return validateTransport(envelope, version, schemaFolder);
  } catch (error) {
    if (!(error instanceof SchemaFolderProblem || error instanceof SchemaFault)) throw error;
    throw new ProviderError('schemaFolder', `Официальные схемы из настроек подключения не читаются. ${error.message}`, {
      retry: 'never',
    });
  }
}
