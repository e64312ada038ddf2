import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { signElement } from '../../../plugins/smev3/xml-signature/sign.ts';
import { verifySignatures } from '../../../plugins/smev3/xml-signature/verify.ts';
import { sharedFolder, sharedIsHere, withShared } from './shared-files.ts';
import {
  answerWith,
  envelope,
  keyOf,
  requestData,
  responseMessage,
  sendRequest,
  signedAnswer,
  signedRequest,
} from './signed-messages.ts';

const short = (xml: string | Uint8Array) =>
  verifySignatures(xml).map(({ place, element, digestValid, signatureValid, valid }) =>
    [place, element, digestValid, signatureValid, valid].join(' '),
  );
const good = (place: string, element: string) => `${place} ${element} true true true`;
const CONTENT = '<q:Запрос xmlns:q="urn:q"><q:Имя>Иван &gt; Пётр &amp; «Ко»</q:Имя></q:Запрос>';

describe('опубликованные сообщения', () => {
  const edited = (place: string, element: string) => `${place} ${element} false true false`;
  const verdicts: readonly (readonly [string, readonly string[]])[] = [
    ['chain-01-SendRequestRequest-PublicPrintOutRequest.xml', [good('sender', 'SenderProvidedRequestData')]],
    ['chain-02-SendRequestResponse.xml', [good('smev', 'MessageMetadata')]],
    [
      'chain-03-GetResponseResponse-PublicPrintOutResponse.xml',
      [good('sender', 'SenderProvidedResponseData'), good('smev', 'Response')],
    ],
    ['chain-04-AckRequest.xml', [good('sender', 'AckTargetMessage')]],
    ['SendRequestResponce.xml', [good('smev', 'MessageMetadata')]],
    [
      'GetResponseResponce_InvalidContent.xml',
      [good('sender', 'SenderProvidedResponseData'), good('smev', 'Response')],
    ],
    [
      'GetResponseResponse_ValidResponse.xml',
      [edited('sender', 'SenderProvidedResponseData'), edited('smev', 'Response')],
    ],
    ['GetResponseResponce_EmptyQueue.xml', []],
    ['SoapFaultResponse.xml', []],
    ['SoapFaultResponse_SignatureVerificationFault.xml', []],
  ];
  test.each(verdicts)(withShared('%s'), (name, expected) => {
    if (sharedIsHere) expect(short(readFileSync(`${sharedFolder}messages/${name}`))).toEqual(expected);
  });
  test(withShared('ни одно не пропущено'), () => {
    if (!sharedIsHere) return;
    // The parts of MIME are put together by the command, whose tests have this one.
    const whole = readdirSync(`${sharedFolder}messages`).filter((name) => !name.includes('Multipart'));
    expect(verdicts.map(([name]) => name).toSorted()).toEqual(whole.toSorted());
  });
});

describe('своя подпись', () => {
  test.each([256, 512] as const)('%i бит: верна, и ничего рядом не меняет', async (bits) => {
    expect(short(await signedRequest(CONTENT, keyOf(bits)))).toEqual([good('sender', 'SenderProvidedRequestData')]);
  });
  test('ЭП-СП раньше ЭП-ОВ: верны обе', async () => {
    const content = CONTENT.replace('<q:Запрос ', '<q:Запрос Id="PERSONAL" ');
    const draft = envelope(sendRequest(requestData(content), ''));
    const personal = await signElement(draft, 'PERSONAL', keyOf(512));
    const data = requestData(content, personal);
    const signature = await signElement(envelope(sendRequest(data, '')), 'SIGNED_BY_CALLER', keyOf(256));
    expect(short(envelope(sendRequest(data, signature)))).toEqual([
      good('personal', 'Запрос'),
      good('sender', 'SenderProvidedRequestData'),
    ]);
  });
  test('ответ СМЭВ с двумя подписями', async () => {
    const { response, smevSignature } = await signedAnswer(CONTENT);
    expect(short(answerWith(responseMessage(response, smevSignature)))).toEqual([
      good('sender', 'SenderProvidedResponseData'),
      good('smev', 'Response'),
    ]);
  });
  test('приставки, кавычки и объявления можно переписать: подпись не о них', async () => {
    const signed = await signedRequest(CONTENT);
    const rewritten = signed
      .replaceAll('<t:', '<переписано:')
      .replaceAll('</t:', '</переписано:')
      .replaceAll('xmlns:t=', 'xmlns:переписано=')
      .replaceAll('"', "'");
    expect(short(rewritten)).toEqual([good('sender', 'SenderProvidedRequestData')]);
  });
  test('пробелы между элементами не важны, внутри SignedInfo – важны', async () => {
    const signed = await signedRequest(CONTENT);
    expect(short(signed.replace('<t:MessageID>', '\n  <t:MessageID>'))[0]).toBe(
      good('sender', 'SenderProvidedRequestData'),
    );
    expect(short(signed.replace('<ds:Reference ', '\n<ds:Reference '))[0]).toBe(
      'sender SenderProvidedRequestData true false false',
    );
  });
  test.each([
    ['нет такого Id', '<a xmlns="urn:x" Id="A"/>', 'B', 'нет'],
    ['Id повторяется', '<a xmlns="urn:x" Id="A"><b ID="A"/></a>', 'A', 'повторяется'],
    ['Id не имя', '<a xmlns="urn:x" Id="1"/>', '1', 'не годится'],
    ['без пространства имён', '<a Id="A"/>', 'A', 'без пространства имён'],
    ['не XML', '<a', 'A', 'тег не закрыт'],
  ])('не подписывается: %s', async (...[, xml, id, problem]) => {
    await expect(signElement(xml, id, keyOf(256))).rejects.toThrow(problem);
  });
});

describe('подменённое не проходит', () => {
  /** Each must find something wrong, and say what. */
  const refuse = (xml: string, problem: string | RegExp) => {
    const wrong = verifySignatures(xml).filter(({ valid }) => !valid);
    expect(wrong.map((verdict) => verdict.problem).join('; ')).toMatch(problem);
  };
  const FORGED = '<q:Запрос xmlns:q="urn:q"><q:Имя>Подменено</q:Имя></q:Запрос>';

  test('подписи нет', async () => {
    const signed = await signedRequest(CONTENT);
    const empty = '<t:CallerInformationSystemSignature></t:CallerInformationSystemSignature>';
    refuse(
      signed.replace(/<t:CallerInformationSystemSignature>.*<\/t:CallerInformationSystemSignature>/, ''),
      'обязательна',
    );
    refuse(
      signed.replace(/<t:CallerInformationSystemSignature>.*<\/t:CallerInformationSystemSignature>/, empty),
      'обязательна',
    );
    const { response } = await signedAnswer(CONTENT);
    refuse(answerWith(`<t:ResponseMessage>${response}</t:ResponseMessage>`), 'обязательна');
  });
  test('изменено подписанное, хеш, значение, сертификат', async () => {
    const signed = await signedRequest(CONTENT);
    refuse(signed.replace('Иван', 'Иvан'), 'хеш не совпадает');
    refuse(signed.replace(/<ds:DigestValue>../, '<ds:DigestValue>AA'), 'значение подписи неверно');
    refuse(signed.replace(/<ds:SignatureValue>../, '<ds:SignatureValue>AA'), 'Значение подписи неверно');
    refuse(
      signed.replace(/(<ds:X509Certificate>)[^<]*/, `$1${Buffer.from(keyOf(512).certificate).toString('base64')}`),
      '256 бит',
    );
    refuse(signed.replace(/(<ds:X509Certificate>)[^<]*/, '$1AAAA'), 'ертификат');
    refuse(signed.replace(/(<ds:SignatureValue>)[^<]*/, '$1!!!'), 'не base64');
  });
  test.each([
    [
      'другой алгоритм хеша',
      /gostr34112012-256"><\/ds:DigestMethod/,
      'sha1"></ds:DigestMethod',
      'неизвестный алгоритм',
    ],
    ['другой алгоритм подписи', 'gostr34102012-gostr34112012-256', 'rsa', 'неизвестный алгоритм'],
    [
      'другая канонизация',
      '<ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"',
      '<ds:CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"',
      'требует',
    ],
    [
      'без преобразования СМЭВ',
      '<ds:Transform Algorithm="urn://smev-gov-ru/xmldsig/transform"></ds:Transform>',
      '',
      'должно быть только',
    ],
    [
      'преобразования не по порядку',
      /(<ds:Transform Alg.*?<\/ds:Transform>)(<ds:Transform Alg.*?<\/ds:Transform>)/,
      '$2$1',
      'требует',
    ],
    [
      'преобразование XSLT',
      'urn://smev-gov-ru/xmldsig/transform',
      'http://www.w3.org/TR/1999/REC-xslt-19991116',
      'требует',
    ],
    [
      'параметр преобразования',
      '<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#">',
      '<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"><x xmlns="urn:x"/>',
      'параметр',
    ],
    ['весь документ', 'URI="#SIGNED_BY_CALLER"', 'URI=""', 'как #Id'],
    ['XPointer', 'URI="#SIGNED_BY_CALLER"', 'URI="#xpointer(/)"', 'как #Id'],
    ['внешний адрес', 'URI="#SIGNED_BY_CALLER"', 'URI="http://127.0.0.1/x"', 'как #Id'],
    ['две ссылки', /<ds:Reference.*<\/ds:Reference>/, '$&$&', 'должно быть только'],
    ['лишнее в подписи', '</ds:Signature>', '<ds:Object></ds:Object></ds:Signature>', 'должно быть только'],
    ['без сертификата', /<ds:X509Data>.*<\/ds:X509Data>/, '', 'X509Certificate'],
    ['две подписи', /<ds:Signature .*<\/ds:Signature>/, '$&$&', 'не одна'],
    [
      'вынесенное не подставлено',
      'Иван',
      '<x:Include xmlns:x="http://www.w3.org/2004/08/xop/include" href="cid:1"/>',
      'xop:Include',
    ],
  ])('%s', async (...[, from, to, problem]) => {
    refuse((await signedRequest(CONTENT)).replace(from, to), problem);
  });

  describe('обёртки', () => {
    const original = signedRequest(CONTENT);
    /** The signature and what it is over, to be put wherever an attacker wants. */
    const pieces = async () => {
      const signed = await original;
      const data = /<t:SenderProvidedRequestData .*<\/t:SenderProvidedRequestData>/.exec(signed)?.[0] ?? '';
      const signature = /<ds:Signature .*<\/ds:Signature>/.exec(signed)?.[0] ?? '';
      return { signed, data, signature, forged: data.replace(CONTENT, FORGED) };
    };
    const kept = (data: string) =>
      `<w:Wrap xmlns:w="urn:w" xmlns:t="urn://x-artefacts-smev-gov-ru/services/message-exchange/types/1.3">${data}</w:Wrap>`;

    test('1: подписанное – в заголовке, в теле подделка с тем же Id', async () => {
      const { data, signature, forged } = await pieces();
      refuse(envelope(sendRequest(forged, signature), kept(data)), 'повторяется');
    });
    test('2: подделка с другим Id', async () => {
      const { data, signature, forged } = await pieces();
      refuse(envelope(sendRequest(forged.replace('SIGNED_BY_CALLER', 'OTHER'), signature), kept(data)), 'Подписан не');
    });
    test('3: подделка без Id', async () => {
      const { data, signature, forged } = await pieces();
      refuse(envelope(sendRequest(forged.replace(' Id="SIGNED_BY_CALLER"', ''), signature), kept(data)), 'Подписан не');
    });
    test('4: подписанное – в Object подписи', async () => {
      const { data, signature, forged } = await pieces();
      const wrapped = signature.replace('</ds:Signature>', `<ds:Object>${data}</ds:Object></ds:Signature>`);
      refuse(envelope(sendRequest(forged.replace('SIGNED_BY_CALLER', 'OTHER'), wrapped)), 'должно быть только');
    });
    test('5: подписанное – внутри подделки', async () => {
      const { data, signature } = await pieces();
      const outer = requestData(kept(data)).replace('SIGNED_BY_CALLER', 'OTHER');
      refuse(envelope(sendRequest(outer, signature)), 'Подписан не');
    });
    test('6: подделка рядом с подписанным', async () => {
      const { data, signature, forged } = await pieces();
      const other = forged.replace('SIGNED_BY_CALLER', 'OTHER');
      refuse(envelope(sendRequest(`${data}${other}`, signature)), 'нет того одного');
      refuse(envelope(sendRequest(`${other}${data}`, signature)), 'нет того одного');
    });
    test('7: два метода в теле, два тела, метод в заголовке', async () => {
      const { data, signature, forged } = await pieces();
      const [right, wrong] = [
        sendRequest(data, signature),
        sendRequest(forged.replace('SIGNED_BY_CALLER', 'OTHER'), ''),
      ];
      refuse(envelope(`${right}${wrong}`), 'один Body');
      refuse(envelope(right).replace('</s:Body>', `</s:Body><s:Body>${wrong}</s:Body>`), 'один Body');
      refuse(envelope(wrong, right), 'вне сообщения');
    });
    test('8: подписанный ответ – в стороне, в сообщении подделка', async () => {
      const { response, smevSignature } = await signedAnswer(CONTENT);
      const forged = response.replace(CONTENT, FORGED).replace('"SMEV"', '"OTHER"').replace('"SENDER"', '"OTHER2"');
      refuse(answerWith(responseMessage(forged, smevSignature), kept(response)), 'Подписан не');
      refuse(answerWith(`${response}${responseMessage(forged, smevSignature)}`), 'не на своём месте');
      refuse(
        answerWith(`<t:ResponseMessage>${forged}</t:ResponseMessage>${responseMessage(response, smevSignature)}`),
        'не на своём месте',
      );
      refuse(
        answerWith(
          `<t:SMEVSignature>${smevSignature}</t:SMEVSignature>${response}<t:ResponseMessage>${forged}</t:ResponseMessage>`,
        ),
        'обязательна',
      );
    });
    test('имя Id в другом виде не прячет повторения', async () => {
      const { signed } = await pieces();
      for (const name of ['ID', 'id', 'xml:id', 'q:Id']) {
        refuse(signed.replace('<q:Имя>', `<q:Имя ${name}="SIGNED_BY_CALLER">`), 'повторяется');
      }
    });
    test('верная подпись над другим', async () => {
      const { data } = await pieces();
      const both = envelope(sendRequest(`${data}<t:Note Id="NOTE">x</t:Note>`, ''));
      const signature = await signElement(both, 'NOTE', keyOf(256));
      refuse(
        both
          .replace('Signature></t:Caller', `Signature></t:Caller`)
          .replace('<t:CallerInformationSystemSignature>', `<t:CallerInformationSystemSignature>${signature}`),
        'Подписан не',
      );
    });
    test('подпись внутри подписанного', async () => {
      const { data, signature } = await pieces();
      const inner = data.replace('</b:MessagePrimaryContent>', `${signature}</b:MessagePrimaryContent>`);
      refuse(envelope(sendRequest(inner, '')), 'внутри того');
    });
  });
});
