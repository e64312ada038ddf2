import { type Outcome, type OutgoingRequest, ProviderError, type RequestTypeDefinition } from '@reglament/sdk';
import { XmlProblem } from '@reglament/xml';
import { AnswersUnfit, fromXml, SchemaFault, toXml } from '@reglament/xml/information-type';

/** The content of a message by a type that is data. @throws ProviderError when the question makes none */
export function contentOf({ type, question, id, createdAt }: OutgoingRequest): string {
  try {
    return toXml(type, question, { id, createdAt });
  } catch (error) {
    if (!(error instanceof AnswersUnfit || error instanceof SchemaFault)) throw error;
    throw new ProviderError('badContent', `Сообщение не составлено: ${error.message}`, {
      retry: 'never',
      cause: error,
    });
  }
}

/** What an answer says; one that its schema does not take is kept for a person to see. */
export function answerOf(type: RequestTypeDefinition, xml: string): Outcome {
  try {
    const { answers, problems } = fromXml(type, xml);
    if (problems.length === 0) return { status: 'answered', answer: answers };
    return {
      status: 'unreadable',
      reason: `Ответ не подходит под схему вида сведений: ${problems.slice(0, 3).join('; ')}`,
    };
  } catch (error) {
    if (error instanceof XmlProblem || error instanceof SchemaFault)
      return { status: 'unreadable', reason: error.message };
    throw error;
  }
}
