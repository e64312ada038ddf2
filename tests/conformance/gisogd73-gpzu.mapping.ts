/**
 * Where each question of the portal's schema «gisogd73-gpzu» stands with us. A place begins with `answers` (the form of
 * the service), `applicant` (the platform's block about whoever applies) or `application` (what the platform knows).
 */
export const ourPlaces: Readonly<Record<string, string>> = {
  OKTMO: 'answers.oktmo',
  'service/CurrentDate': 'application.createdAt',
  'service/UserType': 'applicant.kind',
  'service/CaseNumber': 'application.number',
  'Panel_UL/orgName': 'applicant.title',
  'Panel_UL/orgShortName': 'applicant.shortTitle',
  'Panel_UL/ogrn': 'applicant.ogrn',
  'Panel_UL/ul_address/address': 'applicant.address',
  'Panel_UL/ul_inn': 'applicant.inn',
  'Panel_UL/ul_post_address/address': 'applicant.postalAddress',
  'Panel_UL/ul_phone': 'applicant.phone',
  'Panel_UL/ul_fax': 'applicant.fax',
  'Panel_UL/ul_email': 'applicant.email',
  'Panel_FL/sur': 'applicant.surname',
  'Panel_FL/nam': 'applicant.name',
  'Panel_FL/pat': 'applicant.patronymic',
  'Panel_FL/snils': 'applicant.snils',
  'Panel_FL/ogrnip': 'applicant.ogrnip',
  'Panel_FL/home_addr/address': 'applicant.registrationAddress',
  'Panel_FL/fl_post_address/address': 'applicant.postalAddress',
  'Panel_FL/fl_phone': 'applicant.phone',
  'Panel_FL/fl_fax': 'applicant.fax',
  'Panel_FL/fl_email': 'applicant.email',
  'Panel_passport/docSeries': 'applicant.passport.series',
  'Panel_passport/docNumber': 'applicant.passport.number',
  'Panel_passport/docIssued': 'applicant.passport.issuedBy',
  'Panel_passport/docDate': 'applicant.passport.issuedOn',
  'Panel_Land_info/kadastr_number': 'answers.cadastralNumber',
  'Panel_Land_info/square': 'answers.area',
  'Panel_Land_info/type_address': 'answers.addressKind',
  'Panel_Land_info/stead_address/address': 'answers.landAddress.text',
  'Panel_Land_info/stead_address/index': 'answers.landAddress.postalCode',
  'Panel_Land_info/stead_address/region': 'answers.landAddress.region',
  'Panel_Land_info/stead_address/area': 'answers.landAddress.district',
  'Panel_Land_info/stead_address/city': 'answers.landAddress.city',
  'Panel_Land_info/stead_address/cityArea': 'answers.landAddress.cityDistrict',
  'Panel_Land_info/stead_address/place': 'answers.landAddress.settlement',
  'Panel_Land_info/stead_address/street': 'answers.landAddress.street',
  'Panel_Land_info/stead_address/additionalArea': 'answers.landAddress.territory',
  'Panel_Land_info/stead_address/additionalStreet': 'answers.landAddress.territoryStreet',
  'Panel_Land_info/stead_address/house': 'answers.landAddress.house',
  'Panel_Land_info/stead_address/building1': 'answers.landAddress.block',
  'Panel_Land_info/stead_address/building2': 'answers.landAddress.structure',
  'Panel_Land_info/stead_address/apartment': 'answers.landAddress.flat',
  'Panel_Land_info/ref_point': 'answers.landmark',
  'Panel_Get_result/radio_sposob': 'answers.resultDelivery',
  'Panel_Get_result/sposob_mfc': 'answers.mfc',
  OtherInfo: 'answers.otherInfo',
  OtherInfo2: 'answers.otherInfoMore',
};

/** Codes of choices: theirs → ours. */
export const ourValues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'service/UserType': { EMPLOYEE: 'organisation', BUSINESSMAN: 'soleTrader', PERSON_RF: 'person' },
  'Panel_Land_info/type_address': { Address: 'address', Target_landmark: 'landmark' },
  'Panel_Get_result/radio_sposob': { Department: 'department', Mfc: 'mfc', EPGU: 'portal' },
};

/** Fields that take less than the portal's schema does, because the rule of the field is stricter. */
export const stricter: Readonly<Record<string, string>> = {
  OKTMO: 'a code of ОКТМО has 8 or 11 digits, the schema takes 1 to 11',
  'Panel_Land_info/kadastr_number': 'a cadastral number is dd:dd:d{6,7}:d+, the schema takes any groups of digits',
  'Panel_Land_info/square': 'an area is a number, the schema takes any text',
};

const addressParts = ['index', 'region', 'area', 'city', 'cityArea', 'place', 'street'].concat([
  'additionalArea',
  'additionalStreet',
  'house',
  'building1',
  'building2',
  'apartment',
]);
const applicantAddresses = [
  'Panel_UL/ul_address',
  'Panel_UL/ul_post_address',
  'Panel_FL/home_addr',
  'Panel_FL/fl_post_address',
];

/** Questions that have no place of their own, each with the reason. */
export const withoutPlace: Readonly<Record<string, string>> = {
  'service/ServiceCode': 'the number of the service on the portal: belongs to the connection with the portal',
  'service/GroupID': 'the goal on the portal: belongs to the connection with the portal',
  ...Object.fromEntries(
    applicantAddresses.flatMap((address) =>
      addressParts.map((part) => [`${address}/${part}`, 'an address of an applicant is kept whole, as one line']),
    ),
  ),
};
