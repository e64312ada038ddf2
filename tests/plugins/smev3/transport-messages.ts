import type { SmevVersion } from '../../../plugins/smev3/config.ts';

/** An element of a drawn message: prefix t, b, f, r, d – the namespaces of СМЭВ – or another of its own. */
export interface Part {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly content: string | readonly Part[];
}

const one = (
  name: string,
  content: string | readonly Part[] = [],
  attributes: Readonly<Record<string, string>> = {},
) => ({
  name,
  content,
  attributes,
});

const TYPES = 'urn://x-artefacts-smev-gov-ru/services/message-exchange/types';
const XMLDSIG = 'http://www.w3.org/2000/09/xmldsig#';

export function write(part: Part, version: SmevVersion): string {
  const places = { t: '', b: 'basic/', f: 'faults/', r: 'routing/', d: 'directive/' };
  const declared = Object.entries(places).map(([prefix, place]) => ` xmlns:${prefix}="${TYPES}/${place}${version}"`);
  const others = ` xmlns:ds="${XMLDSIG}" xmlns:q="urn:q" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`;
  return written(part, declared.join('') + others);
}

function written({ name, attributes = {}, content }: Part, declared = ''): string {
  const own = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`);
  const inner = typeof content === 'string' ? content : content.map((child) => written(child)).join('');
  return `<${name}${declared}${own.join('')}>${inner}</${name}>`;
}

const ID = 'c0938f39-9a55-11ea-8ec7-2dd0b486eb66';
const TIME = '2026-11-25T12:00:00.000+03:00';
const signature = (name: string) => one(name, [one('ds:Signature', [one('ds:SignedInfo')])]);

/** Every method with everything in it that its version knows: what is left out or put otherwise is drawn from these. */
export function fullMessages(version: SmevVersion): readonly Part[] {
  const isNew = version === '1.3';
  const only = (when: boolean, ...parts: readonly Part[]) => (when ? parts : []);
  const archive = only(isNew, one('b:Archive', [one('b:File', [one('b:Name', 'x'), one('b:NamespaceUri', 'urn:x')])]));
  const uri = only(isNew, one('b:NamespaceUri', 'urn:x'));
  const files = [
    one('b:AttachmentHeaderList', [
      one('b:AttachmentHeader', [
        one('b:contentId', 'a'),
        ...uri,
        one('b:MimeType', 'application/pdf'),
        one('b:SignaturePKCS7', 'AAAA'),
        ...archive,
      ]),
    ]),
    one('b:RefAttachmentHeaderList', [
      one('b:RefAttachmentHeader', [
        one('b:uuid', ID),
        ...only(isNew, one('b:FileName', 'x')),
        ...uri,
        one('b:Hash', 'AAAA'),
        one('b:MimeType', 'image/svg+xml'),
        one('b:SignaturePKCS7', 'AAAA'),
        ...archive,
      ]),
    ]),
  ];
  const content = [one('b:MessagePrimaryContent', [one('q:Запрос')]), signature('t:PersonalSignature'), ...files];
  const contents = one('b:AttachmentContentList', [
    one('b:AttachmentContent', [one('b:Id', 'a'), one('b:Content', 'AAAA')]),
  ]);
  const request = one(
    't:SenderProvidedRequestData',
    [
      one('t:MessageID', ID),
      one('t:ReferenceMessageID', ID),
      one('t:TransactionCode', 'код'),
      one('t:NodeID', 'n'),
      one('t:EOL', TIME),
      ...content,
      one('t:BusinessProcessMetadata', [one('q:a'), one('q:b')]),
      one('t:TestMessage'),
    ],
    { Id: 'A' },
  );
  const respond = (...inner: readonly Part[]) =>
    one('t:SenderProvidedResponseData', [one('t:MessageID', ID), one('t:To', 'x'), ...inner], { Id: 'A' });
  const fault = one('t:SmevFault', [one('b:Code', 'x'), one('b:Description', 'SMEV-403: не подходит')]);
  const routing = [
    one('r:DynamicRoutingStatus', [one('r:DynamicValue', 'x'), one('r:RoutingStatusCode', 'success')]),
    one('r:IdentifierRoutingStatus', [one('r:IdentifierValue', 'x'), one('r:RoutingStatusCode', 'recipientNotFound')]),
  ];
  const status = one('t:AsyncProcessingStatus', [
    one('t:OriginalMessageId', ID),
    one('t:StatusCategory', 'requestIsRejectedBySmev'),
    one('t:StatusDetails', 'почему'),
    ...only(
      isNew,
      one('r:RoutingStatus', [
        ...routing,
        one('r:RegistryRoutingStatus', [one('r:RecordId', '1'), one('r:RoutingStatusCode', 'success'), ...routing]),
      ]),
    ),
    fault,
  ]);
  const answers = [
    respond(...content),
    respond(
      ...['ACCESS_DENIED', 'NO_DATA'].map((code) =>
        one('t:RequestRejected', [one('t:RejectionReasonCode', code), one('t:RejectionReasonDescription', 'нет')]),
      ),
    ),
    respond(
      one('t:RequestStatus', [
        one('t:StatusCode', '3'),
        one('t:StatusParameter', [one('t:Key', 'k'), one('t:Value', 'v')]),
        one('t:StatusDescription', 'идёт'),
      ]),
    ),
    respond(status),
  ];
  const party = (name: string) => one(name, [one('t:Mnemonic', 'X'), one('t:HumanReadableName', 'Орган')]);
  const metadata = one(
    't:MessageMetadata',
    [
      one('t:MessageId', ID),
      one('t:MessageType', 'REQUEST'),
      party('t:Sender'),
      one('t:SendingTimestamp', TIME),
      ...only(version === '1.1', one('t:MessageBroker', 'x')),
      ...only(!isNew, one('t:DestinationName', 'x')),
      party('t:Recipient'),
      ...only(
        !isNew,
        one('t:SupplementaryData', [one('t:DetectedContentTypeName', 'x'), one('t:InteractionType', 'OIV2OIV')]),
      ),
      one('t:DeliveryTimestamp', TIME),
      one('t:Status', 'requestIsQueued'),
    ],
    { Id: 'M' },
  );
  const caller = signature('t:CallerInformationSystemSignature');
  const smev = signature('t:SMEVSignature');
  const storage = one('b:FSAttachmentsList', [
    one('b:FSAttachment', [one('b:uuid', ID), one('b:UserName', 'u'), one('b:Password', 'p'), one('b:FileName', 'f')]),
  ]);
  const sender = signature('t:SenderInformationSystemSignature');
  const selector = one(
    'b:MessageTypeSelector',
    [
      one('b:NamespaceURI', 'urn:q'),
      one('b:RootElementLocalName', 'Запрос'),
      one('b:Timestamp', TIME),
      one('b:NodeID', 'n'),
    ],
    { Id: 'A' },
  );
  const timestamp = one('b:Timestamp', TIME, { Id: 'A' });
  const incoming = (data: Part) =>
    one('t:GetResponseResponse', [
      one('t:ResponseMessage', [
        one(
          't:Response',
          [
            one('t:OriginalMessageId', ID),
            one('t:OriginalTransactionCode', 'x'),
            one('t:ReferenceMessageID', ID),
            data,
            metadata,
            storage,
            sender,
          ],
          { Id: 'R' },
        ),
        contents,
        smev,
      ]),
    ]);
  const routes = [
    one('r:DynamicRouting', [one('r:DynamicValue', 'x')]),
    one('r:IdentifierRouting', [one('r:IdentifierValue', 'x')]),
  ];
  const route = one('r:Routing', [
    one(
      'r:RoutingInformation',
      [
        one('r:MessageID', ID),
        ...routes,
        one('r:RegistryRouting', [
          one('r:RegistryRecordRouting', [one('r:RecordId', '1'), one('r:UseGeneralRouting', 'true'), ...routes]),
        ]),
      ],
      { Id: 'G' },
    ),
    signature('r:RoutingSignature'),
  ]);
  return [
    one('t:SendRequestRequest', [request, contents, caller, ...only(isNew, route)]),
    one('t:SendRequestResponse', [metadata, smev]),
    ...answers.map((answer) => one('t:SendResponseRequest', [answer, contents, caller])),
    one('t:SendResponseResponse', [metadata, smev]),
    one('t:GetRequestRequest', [selector, caller]),
    one('t:GetResponseRequest', [selector, caller]),
    one('t:GetRequestResponse', [
      one('t:RequestMessage', [
        one('t:Request', [request, metadata, storage, one('t:ReplyTo', 'x'), sender], { Id: 'R' }),
        contents,
        smev,
      ]),
    ]),
    ...answers.map(incoming),
    one('t:AckRequest', [one('b:AckTargetMessage', ID, { Id: 'A', accepted: 'true' }), caller]),
    one('t:AckResponse'),
    one('t:GetStatusRequest', [timestamp, caller]),
    one('t:GetStatusResponse', [
      one('t:SmevAsyncProcessingMessage', [one('t:AsyncProcessingStatusData', [status], { Id: 'A' }), smev]),
    ]),
    ...only(
      !isNew,
      one('t:GetRequestResponse', [
        one('t:RequestMessage', [
          one('t:Cancel', [one('b:MessageReference', ID, { Id: 'B' }), one('t:MessageID', ID), metadata, sender], {
            Id: 'A',
          }),
          smev,
        ]),
      ]),
      one('t:GetIncomingQueueStatisticsRequest', [one('t:NodeID', 'n'), timestamp, caller]),
      one('t:GetIncomingQueueStatisticsResponse', [
        one('t:QueueStatistics', [], { queueName: 'x', pendingMessageNumber: '5' }),
      ]),
    ),
    ...only(
      isNew,
      one('d:Registry', [
        one('d:RegistryRecord', [
          one('d:RecordId', '1'),
          one(
            'd:Record',
            [one('d:RecordContent', [one('q:a')], { Id: 'C' }), ...files, signature('d:PersonalSignature')],
            { Id: 'D' },
          ),
          signature('d:RecordSignature'),
        ]),
      ]),
    ),
    ...faults(version),
  ];
}

function faults(version: SmevVersion): Part[] {
  const plain = [
    'UnknownMessageType',
    'MessageIsAlreadySent',
    'InvalidMessageIdFormat',
    'StaleMessageId',
    'AttachmentContentMiscoordination',
    'AccessDenied',
    'SMEVFailure',
    'IncorrectResponseContentType',
    'RecipientIsNotFound',
    'SenderIsNotRegistered',
    'RequestIsNotFound',
    'TargetMessageIsNotFound',
    'EndOfLifeReached',
    'TransactionCodeInvalid',
    ...(version === '1.3' ? ['PersonalAccessDenied'] : []),
  ];
  const said = [one('b:Code', 'x'), one('b:Description', 'SMEV-1')];
  const rich = (name: string, ...parts: readonly Part[]) => one(`f:${name}`, [...said, ...parts]);
  return [
    ...plain.map((name) =>
      one(`f:${name}`, ['TransactionCodeInvalid', 'PersonalAccessDenied'].includes(name) ? said : []),
    ),
    rich(
      'BusinessDataTypeIsNotSupported',
      one('f:RootElementLocalName', 'x'),
      one('f:RootElementNamespaceURI', 'urn:x'),
    ),
    rich('InvalidContent', one('f:ValidationError', 'x', { errorPosition: '-1' })),
    rich(
      'AttachmentSizeLimitExceeded',
      one('f:PermittedTotalAttachmentSize', '1'),
      one('f:RealTotalAttachmentSize', '2'),
    ),
    rich('QuoteLimitExceeded', one('f:RemainedTotalQuoteSize', '1'), one('f:RealTotalAttachmentSize', '2')),
    rich('DestinationOverflow', one('f:MessageBrokerAddress', 'x'), one('f:DestinationName', 'x')),
    rich('SignatureVerificationFault', one('f:SignatureVerificationFault', 'SignatureIsInvalid')),
  ];
}
