import { entriesOf, type Place } from '../erase/places.ts';

const ofRequest = 'owner_id = :incoming';

/** Its question, whoever has sent it, and its answer: names on the bus are each sender's own. */
export function messagesOfRequest(columns: string): string {
  return `select ${columns} from organisation o join bus_message m on m.from_id = o.id and m.id = :message where m.to_id = :organisation
    union all select ${columns} from bus_message m where m.from_id = :organisation and m.id = :reply`;
}

/**
 * Where a request that another body has sent keeps what is of a person: the same list as of a case, held by the same test. SQL over `:incoming`,
 * `:organisation`, `:connection`, `:message` (the question on the wire), `:reply` (the answer there). What the asking body keeps of it belongs to its own case.
 */
export const incomingPlaces: readonly Place[] = [
  { table: 'exchange_message', of: ofRequest, erased: 'rows' },
  {
    table: 'provider_value',
    of: 'connection_id = :connection and owner = any(array[:incoming, :message, :reply]::text[])',
    erased: 'rows',
  },
  { table: 'outbox', of: entriesOf(ofRequest), erased: 'rows' },
  {
    table: 'bus_message',
    of: `number in (${messagesOfRequest('m.number')})`,
    erased: 'rows',
  },
  { table: 'incoming_file', of: 'incoming_request_id = :incoming', erased: 'rows' },
  {
    table: 'incoming_request',
    of: 'id = :incoming',
    erased: {
      reference: `'null'`,
      subject: `''`,
      question: `'{}'`,
      question_form: `'{}'`,
      answer_form: `'{}'`,
      signature: 'null',
      problems: `'[]'`,
      answer: 'null',
      answer_text: 'null',
      delivery_text: 'null',
      destroyed_at: ':now',
      destroyed_by: ':act',
    },
    kept: [
      ...[
        'id',
        'organisation_id',
        'connection_id',
        'number',
        'message_id',
        'asker_code',
        'asker_title',
        'asker_number',
      ],
      ...['status', 'executor_id', 'reply_id', 'answered_by', 'answered_at', 'delivered_at', 'received_at', 'version'],
    ],
  },
];
