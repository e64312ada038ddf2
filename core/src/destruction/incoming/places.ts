import type { Place } from '../erase/places.ts';

const ofRequest = 'owner_id = :incoming';

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
  { table: 'outbox', of: ofRequest, erased: 'rows' },
  {
    table: 'bus_message',
    of: '(to_id = :organisation and id = :message) or (from_id = :organisation and id = :reply)',
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
