import { readFileSync } from 'node:fs';
import { readCertificate, readPrivateKey, signDigest, streebog } from '../../../plugins/gost/index.ts';
import { type SigningKey, signElement } from '../../../plugins/smev3/xml-signature/sign.ts';

export const vector = (name: string) =>
  readFileSync(new URL(`../../../plugins/gost/vectors/${name}`, import.meta.url), 'utf8');

export function keyOf(bits: 256 | 512): SigningKey {
  const key = readPrivateKey(vector(`k${bits}.pem`));
  return {
    certificate: readCertificate(vector(`c${bits}.pem`)).content,
    bits,
    sign: async (bytes) => signDigest(key, streebog(bits, bytes)),
  };
}

const TYPES = 'urn://x-artefacts-smev-gov-ru/services/message-exchange/types/1.3';
const BASIC = 'urn://x-artefacts-smev-gov-ru/services/message-exchange/types/basic/1.3';
const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';

export const envelope = (body: string, header = '') =>
  `<s:Envelope xmlns:s="${SOAP}"><s:Header>${header}</s:Header><s:Body>${body}</s:Body></s:Envelope>`;

/** A request as a body sends it, signed; `content` is what stands under MessagePrimaryContent. */
export async function signedRequest(content: string, key = keyOf(256)): Promise<string> {
  const data = requestData(content);
  const unsigned = envelope(sendRequest(data, ''));
  return envelope(sendRequest(data, await signElement(unsigned, 'SIGNED_BY_CALLER', key)));
}

export const requestData = (content: string, personal = '') =>
  `<t:SenderProvidedRequestData Id="SIGNED_BY_CALLER"><t:MessageID>39f52a38-9a54-11ea-b23a-3316e2108089</t:MessageID>` +
  `<b:MessagePrimaryContent xmlns:b="${BASIC}">${content}</b:MessagePrimaryContent>` +
  `${personal && `<t:PersonalSignature>${personal}</t:PersonalSignature>`}</t:SenderProvidedRequestData>`;

export const sendRequest = (data: string, signature: string) =>
  `<t:SendRequestRequest xmlns:t="${TYPES}">${data}<t:CallerInformationSystemSignature>${signature}</t:CallerInformationSystemSignature></t:SendRequestRequest>`;

/** An answer as СМЭВ delivers it, signed by its sender and by СМЭВ, in pieces that a test puts together otherwise. */
export async function signedAnswer(content: string, key = keyOf(256)) {
  const data = `<t:SenderProvidedResponseData Id="SENDER"><t:MessageID>c0938f39-9a55-11ea-8ec7-2dd0b486eb66</t:MessageID><t:To>x</t:To><b:MessagePrimaryContent xmlns:b="${BASIC}">${content}</b:MessagePrimaryContent></t:SenderProvidedResponseData>`;
  const senderSignature = await signElement(`<t:R xmlns:t="${TYPES}">${data}</t:R>`, 'SENDER', key);
  const response = `<t:Response Id="SMEV">${data}<t:MessageMetadata><t:MessageType>RESPONSE</t:MessageType></t:MessageMetadata><t:SenderInformationSystemSignature>${senderSignature}</t:SenderInformationSystemSignature></t:Response>`;
  const smevSignature = await signElement(`<t:R xmlns:t="${TYPES}">${response}</t:R>`, 'SMEV', key);
  return { response, smevSignature };
}

export const answerWith = (inner: string, header = '') =>
  envelope(`<t:GetResponseResponse xmlns:t="${TYPES}">${inner}</t:GetResponseResponse>`, header);

export const responseMessage = (response: string, smevSignature: string) =>
  `<t:ResponseMessage>${response}<t:SMEVSignature>${smevSignature}</t:SMEVSignature></t:ResponseMessage>`;
