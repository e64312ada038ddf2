import { applicantKinds } from './applicant.ts';
import { type Field, fieldsOfForm, type ValueField } from './field.ts';
import { answerRoot, type OrderService, orderNamespace, orderRoot } from './order.ts';

/**
 * The XSD of a service's own information type, made of its form. What must be answered is not said here: it depends on
 * other answers, and the form's own check tells it in words that a person understands.
 */
export function orderSchema({ code, title, form }: OrderService): string {
  const namespace = orderNamespace(code);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="${namespace}" targetNamespace="${namespace}" elementFormDefault="qualified">`,
    documentation(title),
    ...rootTypes,
    complexType('FormType', fieldsOfForm(form)),
    `<xs:complexType name="ApplicantType"><xs:choice>${applicantKinds.map(({ element }) => `<xs:element name="${element}" type="${element}Type"/>`).join('')}</xs:choice></xs:complexType>`,
    ...applicantKinds.map(({ element, title: kindTitle, fields }) => complexType(`${element}Type`, fields, kindTitle)),
    ...commonTypes,
    '</xs:schema>',
    '',
  ].join('\n');
}

function complexType(name: string, fields: readonly Field[], title?: string): string {
  const said = title === undefined ? '' : documentation(title);
  return `<xs:complexType name="${name}">${said}${sequence(fields)}</xs:complexType>`;
}

function sequence(fields: readonly Field[]): string {
  return `<xs:sequence>${fields.map((field) => element(field, 'minOccurs="0"')).join('')}</xs:sequence>`;
}

function element(field: Field, occurs: string): string {
  const said = field.title === undefined ? '' : documentation(field.title);
  const open = `<xs:element name="${field.code}" ${occurs}`;
  if (field.kind === 'group')
    return `${open}>${said}<xs:complexType>${sequence(field.fields)}</xs:complexType></xs:element>`;
  if (field.kind === 'rows') {
    const rows = element(field.row, `minOccurs="0" maxOccurs="${field.maxItems ?? 'unbounded'}"`);
    return `${open}>${said}<xs:complexType><xs:sequence>${rows}</xs:sequence></xs:complexType></xs:element>`;
  }
  const facets = facetsOf(field);
  if (facets === '')
    return said === '' ? `${open} type="xs:${field.type}"/>` : `${open} type="xs:${field.type}">${said}</xs:element>`;
  return `${open}>${said}<xs:simpleType><xs:restriction base="xs:${field.type}">${facets}</xs:restriction></xs:simpleType></xs:element>`;
}

function facetsOf({ type, options, maxLength, minimum, maximum }: ValueField): string {
  if (options !== undefined) return options.map((one) => facet('enumeration', one)).join('');
  if (type === 'string') return maxLength === undefined ? '' : facet('maxLength', String(maxLength));
  if (type !== 'integer' && type !== 'decimal') return '';
  const low = minimum === undefined ? '' : facet('minInclusive', String(minimum));
  return low + (maximum === undefined ? '' : facet('maxInclusive', String(maximum)));
}

function facet(name: string, value: string): string {
  return `<xs:${name} value="${escaped(value)}"/>`;
}

function documentation(text: string): string {
  return `<xs:annotation><xs:documentation>${escaped(text)}</xs:documentation></xs:annotation>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

const rootTypes = [
  `<xs:element name="${orderRoot}"><xs:complexType><xs:choice>
<xs:element name="application" type="ApplicationType"/><xs:element name="correction" type="CorrectionType"/>
<xs:element name="cancelRequest"><xs:complexType><xs:sequence><xs:element name="orderId" type="OrderIdType"/><xs:element name="reason" type="WordsType" minOccurs="0"/></xs:sequence></xs:complexType></xs:element>
<xs:element name="textRequest"><xs:complexType><xs:sequence><xs:element name="orderId" type="OrderIdType"/><xs:element name="text" type="WordsType"/></xs:sequence></xs:complexType></xs:element>
</xs:choice></xs:complexType></xs:element>`,
  `<xs:element name="${answerRoot}"><xs:complexType><xs:choice>
<xs:element name="changeOrderInfo"><xs:complexType><xs:sequence><xs:element name="orderId" type="OrderIdType"/><xs:element name="statusCode"><xs:complexType><xs:choice><xs:element name="orgCode" type="xs:string"/><xs:element name="techCode" type="xs:integer"/></xs:choice></xs:complexType></xs:element><xs:element name="comment" type="WordsType" minOccurs="0"/><xs:element name="cancelAllowed" type="xs:boolean" minOccurs="0"/><xs:element name="sendMessageAllowed" type="xs:boolean" minOccurs="0"/></xs:sequence></xs:complexType></xs:element>
<xs:element name="cancelResponse"><xs:complexType><xs:sequence><xs:element name="orderId" type="OrderIdType"/><xs:element name="result"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="CANCELLED"/><xs:enumeration value="IN_PROGRESS"/><xs:enumeration value="REJECTED"/></xs:restriction></xs:simpleType></xs:element><xs:element name="comment" type="WordsType" minOccurs="0"/></xs:sequence></xs:complexType></xs:element>
<xs:element name="textResponse"><xs:complexType><xs:sequence><xs:element name="orderId" type="OrderIdType"/><xs:element name="text" type="WordsType" minOccurs="0"/></xs:sequence></xs:complexType></xs:element>
</xs:choice></xs:complexType></xs:element>`,
];

const commonTypes = [
  `<xs:complexType name="ApplicationType"><xs:sequence>
<xs:element name="orderId" type="OrderIdType"/>
<xs:element name="source"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="epgu"/><xs:enumeration value="rpgu"/><xs:enumeration value="mfc"/></xs:restriction></xs:simpleType></xs:element>
<xs:element name="submittedAt" type="xs:dateTime"/><xs:element name="department" type="CodeType"/><xs:element name="service" type="CodeType"/>
<xs:element name="applicant" type="ApplicantType"/><xs:element name="representative" type="ApplicantType" minOccurs="0"/>
<xs:element name="form" type="FormType"/><xs:element name="documents" type="DocumentsType" minOccurs="0"/>
</xs:sequence></xs:complexType>`,
  `<xs:complexType name="CorrectionType"><xs:sequence>
<xs:element name="orderId" type="OrderIdType"/><xs:element name="form" type="FormType"/><xs:element name="cleared" type="CodeType" minOccurs="0" maxOccurs="500"/><xs:element name="documents" type="DocumentsType" minOccurs="0"/>
</xs:sequence></xs:complexType>`,
  `<xs:complexType name="DocumentsType"><xs:sequence><xs:element name="document" minOccurs="0" maxOccurs="100"><xs:complexType><xs:sequence>
<xs:element name="code" type="CodeType"/><xs:element name="fileName" type="NameType"/><xs:element name="mimeType" type="CodeType"/>
<xs:element name="sha256" minOccurs="0"><xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="[0-9a-f]{64}"/></xs:restriction></xs:simpleType></xs:element>
</xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType>`,
  '<xs:simpleType name="OrderIdType"><xs:restriction base="xs:string"><xs:pattern value="[0-9]{1,20}"/></xs:restriction></xs:simpleType>',
  '<xs:simpleType name="CodeType"><xs:restriction base="xs:string"><xs:minLength value="1"/><xs:maxLength value="200"/></xs:restriction></xs:simpleType>',
  '<xs:simpleType name="NameType"><xs:restriction base="xs:string"><xs:minLength value="1"/><xs:maxLength value="255"/></xs:restriction></xs:simpleType>',
  '<xs:simpleType name="WordsType"><xs:restriction base="xs:string"><xs:maxLength value="10000"/></xs:restriction></xs:simpleType>',
];
