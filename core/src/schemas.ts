import { absenceSchemas } from './absence/schemas.ts';
import type { ApiTypes } from './api.gen.ts';
import { applicantSchemas } from './applicant/schemas.ts';
import { acceptedSchemas } from './application/accepted-schemas.ts';
import { bulkSchemas } from './application/bulk/schemas.ts';
import { applicationCardSchemas } from './application/card-schemas.ts';
import { calendarSchemas } from './application/clock/calendar-schemas.ts';
import { listExportSchemas } from './application/export/schemas.ts';
import { applicationListSchemas } from './application/list/schemas.ts';
import { caseMigrationSchemas } from './application/migration/schemas.ts';
import { procedureSchemas } from './application/procedure-schemas.ts';
import { savedViewSchemas } from './application/saved-view/schemas.ts';
import { applicationSchemas } from './application/schemas.ts';
import { connectionSchemas } from './connection/schemas.ts';
import { correspondenceSchemas } from './correspondence/schemas.ts';
import { decisionSchemas } from './decision/schemas.ts';
import { definitionSchemas } from './definition/schemas.ts';
import { archiveSchemas } from './definition-draft/archive/schemas.ts';
import { draftPublicationSchemas } from './definition-draft/publication/schemas.ts';
import { draftSchemas } from './definition-draft/schemas.ts';
import { versionSchemas } from './definition-draft/version-schemas.ts';
import { deliverySchemas } from './delivery/schemas.ts';
import { destructionSchemas } from './destruction/schemas.ts';
import { dictionarySchemas } from './dictionary/schemas.ts';
import { dictionaryUpkeepSchemas } from './dictionary/upkeep/schemas.ts';
import { digestSchemas } from './digest/schemas.ts';
import { dutySchemas } from './duty/schemas.ts';
import { exchangeSchemas } from './exchange/schemas.ts';
import { fileSchemas } from './file/schemas.ts';
import { uploadSchemas } from './file/upload/schemas.ts';
import { httpSchemas } from './http-schemas.ts';
import { identitySchemas } from './identity/schemas.ts';
import { incomingRequestSchemas } from './incoming-request/schemas.ts';
import { issueSchemas } from './issue/schemas.ts';
import { jobSchemas } from './job/schemas.ts';
import { adminJournalSchemas } from './journal/administration/schemas.ts';
import { journalSchemas } from './journal/schemas.ts';
import { viewerSchemas } from './journal/viewer/schemas.ts';
import { noticeSchemas } from './notice/schemas.ts';
import { noticeSettingSchemas } from './notice-setting/schemas.ts';
import { bodySchemas } from './organisation/body/schemas.ts';
import { personSchemas } from './organisation/person/schemas.ts';
import { roleSchemas } from './organisation/role/schemas.ts';
import { organisationSchemas } from './organisation/schemas.ts';
import { preferenceSchemas } from './preference/schemas.ts';
import { presenceSchemas } from './presence/schemas.ts';
import { publicationSchemas } from './publication/schemas.ts';
import { receivedDocumentSchemas } from './received-document/schemas.ts';
import { regulationSchemas } from './regulation/schemas.ts';
import { reportSchemas } from './report/schemas.ts';
import { acceptanceSchemas } from './request/acceptance-schemas.ts';
import { requestSchemas } from './request/schemas.ts';
import { requestTypeSchemas } from './request-type/schemas.ts';
import { sessionSchemas } from './session/schemas.ts';
import { attorneySchemas } from './signature/attorney/schemas.ts';
import { signatureSchemas } from './signature/schemas.ts';
import { staffNoticeSchemas } from './staff-notice/schemas.ts';
import { testRunSchemas } from './test-run/schemas.ts';
import { tokenSchemas } from './token/schemas.ts';
import { trialSchemas } from './trial/schemas.ts';
import { webhookSchemas } from './webhook/schemas.ts';

/**
 * Every named schema of the interface; one refers to another by `#/components/schemas/Name`. Types of the same names are
 * made from this table into api.gen.ts by `npm run generate`.
 */
export const schemas = {
  ...httpSchemas,
  ...requestTypeSchemas,
  ...sessionSchemas,
  ...identitySchemas,
  ...absenceSchemas,
  ...digestSchemas,
  ...noticeSettingSchemas,
  ...attorneySchemas,
  ...preferenceSchemas,
  ...organisationSchemas,
  ...bodySchemas,
  ...personSchemas,
  ...roleSchemas,
  ...tokenSchemas,
  ...webhookSchemas,
  ...jobSchemas,
  ...journalSchemas,
  ...viewerSchemas,
  ...adminJournalSchemas,
  ...definitionSchemas,
  ...dictionarySchemas,
  ...dictionaryUpkeepSchemas,
  ...calendarSchemas,
  ...draftSchemas,
  ...draftPublicationSchemas,
  ...archiveSchemas,
  ...regulationSchemas,
  ...versionSchemas,
  ...trialSchemas,
  ...testRunSchemas,
  ...applicantSchemas,
  ...signatureSchemas,
  ...fileSchemas,
  ...uploadSchemas,
  ...receivedDocumentSchemas,
  ...issueSchemas,
  ...dutySchemas,
  ...requestSchemas,
  ...acceptanceSchemas,
  ...publicationSchemas,
  ...correspondenceSchemas,
  ...incomingRequestSchemas,
  ...deliverySchemas,
  ...exchangeSchemas,
  ...connectionSchemas,
  ...applicationSchemas,
  ...applicationCardSchemas,
  ...acceptedSchemas,
  ...procedureSchemas,
  ...caseMigrationSchemas,
  ...presenceSchemas,
  ...applicationListSchemas,
  ...savedViewSchemas,
  ...bulkSchemas,
  ...listExportSchemas,
  ...decisionSchemas,
  ...noticeSchemas,
  ...staffNoticeSchemas,
  ...reportSchemas,
  ...destructionSchemas,
};

export type SchemaName = keyof ApiTypes & keyof typeof schemas;
