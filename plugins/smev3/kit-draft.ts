import { readFileSync } from 'node:fs';
import type { RequestTypeDefinition } from '@reglament/sdk';
import type { KitSamples } from '@reglament/sdk/kit';
import { draftRequestType } from '@reglament/xml/information-type';

const schema = `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn://reglament/kit/1.0.0" elementFormDefault="qualified">
  <xs:element name="KitRequest">
    <xs:complexType>
      <xs:choice>
        <xs:element name="ОГРН" type="xs:string"/>
        <xs:element name="Участник" maxOccurs="unbounded">
          <xs:complexType>
            <xs:sequence><xs:element name="Фамилия" type="xs:string"/></xs:sequence>
            <xs:attribute name="Доля" type="xs:int"/>
          </xs:complexType>
        </xs:element>
      </xs:choice>
    </xs:complexType>
  </xs:element>
  <xs:element name="KitResponse">
    <xs:complexType><xs:sequence><xs:element name="Дата" type="xs:date"/></xs:sequence></xs:complexType>
  </xs:element>
</xs:schema>
`;

/** What the kit tries the drafting of types on. */
export const kitDraft: NonNullable<KitSamples['draft']> = {
  files: [{ name: 'kit.xsd', content: new TextEncoder().encode(schema) }],
  choice: { question: 'KitRequest', code: 'kitRequest', title: 'Проверочный вид' },
};

/** A type that is data, of what the emulator answers: the whole way is tried with it. */
export function kitType(): RequestTypeDefinition {
  const content = readFileSync(new URL('./emulator/types/echo/echo.xsd', import.meta.url));
  const choice = { question: 'EchoRequest', code: 'echo', title: 'Проверка обмена' };
  const { type, notes } = draftRequestType([{ name: 'echo.xsd', content }], choice);
  if (type === undefined) throw new Error(notes.map(({ message }) => message).join('\n'));
  return type;
}
