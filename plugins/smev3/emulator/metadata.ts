import { escapeText } from './document.ts';
import { moscowTime, type Version } from './version.ts';

/** A system that sends or receives. */
export interface Party {
  readonly mnemonic: string;
  readonly title: string;
}

export interface Metadata {
  readonly messageId: string;
  readonly type: 'REQUEST' | 'RESPONSE';
  readonly sender: Party;
  readonly recipient?: Party | undefined;
  readonly sentAt: Date;
  readonly deliveredAt?: Date | undefined;
  /** Signed by itself, not inside another element. */
  readonly id?: string;
}

/** The node itself, when it answers instead of a provider. */
export const smev: Party = { mnemonic: 'smev', title: 'СМЭВ' };

/** `MessageMetadata` of this version. In 1.2 as the real node writes it, which is less than its schema asks for. */
export function metadataXml(metadata: Metadata, version: Version): string {
  const { messageId, type, sender, recipient, sentAt, deliveredAt, id } = metadata;
  const hasNames = version !== '1.2';
  const hasRouting = version === '1.1';
  return [
    `<ns2:MessageMetadata${id ? ` Id="${id}"` : ''}>`,
    `<ns2:MessageId>${messageId}</ns2:MessageId><ns2:MessageType>${type}</ns2:MessageType>`,
    partyXml('Sender', sender, hasNames),
    `<ns2:SendingTimestamp>${moscowTime(sentAt)}</ns2:SendingTimestamp>`,
    hasRouting ? '<ns2:DestinationName>emulator</ns2:DestinationName>' : '',
    recipient ? partyXml('Recipient', recipient, hasNames) : '',
    hasRouting
      ? '<ns2:SupplementaryData><ns2:InteractionType>NotDetected</ns2:InteractionType></ns2:SupplementaryData>'
      : '',
    deliveredAt ? `<ns2:DeliveryTimestamp>${moscowTime(deliveredAt)}</ns2:DeliveryTimestamp>` : '',
    `<ns2:Status>${statusOf(metadata, version)}</ns2:Status></ns2:MessageMetadata>`,
  ].join('');
}

function statusOf({ type, deliveredAt }: Metadata, version: Version): string {
  if (!deliveredAt) {
    if (type === 'REQUEST') return 'requestIsQueued';
    return version === '1.3' ? 'responseIsQueued' : 'responseIsAcceptedBySmev';
  }
  if (version !== '1.1') return 'messageIsDelivered';
  return type === 'REQUEST' ? 'underProcessing' : 'responseIsDelivered';
}

function partyXml(name: string, { mnemonic, title }: Party, hasName: boolean): string {
  const human = hasName ? `<ns2:HumanReadableName>${escapeText(title)}</ns2:HumanReadableName>` : '';
  return `<ns2:${name}><ns2:Mnemonic>${escapeText(mnemonic)}</ns2:Mnemonic>${human}</ns2:${name}>`;
}
