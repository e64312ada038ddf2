import { zipBytes } from './zip-bytes.ts';

/** An information type of a provider that nobody here has heard of: two files, one of which imports the other. */
const namespace = 'urn://reglament-test/parking/1.0.0';
const common = 'urn://reglament-test/common/1.0.0';

const main = `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:c="${common}" targetNamespace="${namespace}" elementFormDefault="qualified">
  <xs:import namespace="${common}" schemaLocation="types/common.xsd"/>
  <xs:element name="ParkingRequest"><xs:annotation><xs:documentation>Запрос о парковочном разрешении</xs:documentation></xs:annotation>
    <xs:complexType><xs:sequence>
      <xs:element name="PlateNumber" type="c:Plate"><xs:annotation><xs:documentation>Государственный номер</xs:documentation></xs:annotation></xs:element>
      <xs:element name="OnDate" type="xs:date" minOccurs="0"><xs:annotation><xs:documentation>На какую дату</xs:documentation></xs:annotation></xs:element>
      <xs:element name="Remark" type="xs:string" minOccurs="0"><xs:annotation><xs:documentation>Примечание</xs:documentation></xs:annotation></xs:element>
    </xs:sequence></xs:complexType>
  </xs:element>
  <xs:element name="ParkingResponse"><xs:annotation><xs:documentation>Сведения о разрешении</xs:documentation></xs:annotation>
    <xs:complexType><xs:sequence>
      <xs:element name="Zone" type="c:Short"><xs:annotation><xs:documentation>Зона</xs:documentation></xs:annotation></xs:element>
      <xs:element name="ValidTo" type="xs:date" minOccurs="0"><xs:annotation><xs:documentation>Действует до</xs:documentation></xs:annotation></xs:element>
    </xs:sequence></xs:complexType>
  </xs:element>
</xs:schema>`;

const types = `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="${common}">
  <xs:simpleType name="Plate"><xs:restriction base="xs:string"><xs:pattern value="[АВЕКМНОРСТУХ][0-9]{3}[АВЕКМНОРСТУХ]{2}[0-9]{2,3}"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="Short"><xs:restriction base="xs:string"><xs:minLength value="1"/><xs:maxLength value="100"/></xs:restriction></xs:simpleType>
</xs:schema>`;

export const ownTypeFiles = [
  { name: 'parking.xsd', content: Buffer.from(main) },
  { name: 'types/common.xsd', content: Buffer.from(types) },
];

export const ownTypeArchive = (files = ownTypeFiles) => new Uint8Array(zipBytes(files));
