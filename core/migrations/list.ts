import type { Knex } from 'knex';
import * as m001 from './001_roles_and_functions.ts';
import * as m002 from './002_organisation.ts';
import * as m003 from './003_definition.ts';
import * as m004 from './004_applicant.ts';
import * as m005 from './005_application.ts';
import * as m006 from './006_journal.ts';
import * as m007 from './007_decision_and_files.ts';
import * as m008 from './008_applicant_lookup.ts';
import * as m009 from './009_session_signals.ts';
import * as m010 from './010_search_behind_policies.ts';
import * as m011 from './011_creation_key.ts';
import * as m012 from './012_outbox.ts';
import * as m013 from './013_variant.ts';
import * as m014 from './014_file_signature.ts';
import * as m015 from './015_api_token.ts';
import * as m016 from './016_webhook.ts';
import * as m017 from './017_refusals.ts';
import * as m018 from './018_clock.ts';
import * as m019 from './019_job_decision.ts';
import * as m020 from './020_deadline.ts';
import * as m021 from './021_body_services.ts';
import * as m022 from './022_connection_and_request.ts';
import * as m023 from './023_procedure.ts';
import * as m024 from './024_returned.ts';
import * as m025 from './025_incoming_request.ts';
import * as m026 from './026_portal.ts';
import * as m027 from './027_accepted_values.ts';
import * as m028 from './028_joined_bodies.ts';
import * as m029 from './029_exchange_desk.ts';
import * as m030 from './030_exchange_retention.ts';
import * as m031 from './031_official_signature.ts';
import * as m032 from './032_reception.ts';
import * as m033 from './033_forgotten_original.ts';
import * as m034 from './034_saved_view.ts';
import * as m035 from './035_notice_by_machine.ts';
import * as m036 from './036_list_export.ts';
import * as m037 from './037_reports.ts';
import * as m038 from './038_absence.ts';
import * as m039 from './039_digest.ts';
import * as m040 from './040_bulk_run.ts';
import * as m041 from './041_definition_draft.ts';
import * as m042 from './042_list_order.ts';
import * as m043 from './043_user_preference.ts';
import * as m044 from './044_applicant_merge.ts';
import * as m045 from './045_presence.ts';
import * as m046 from './046_admin_event.ts';
import * as m047 from './047_draft_publication.ts';
import * as m048 from './048_notice_setting.ts';
import * as m049 from './049_staff_snils.ts';
import * as m050 from './050_result_issue.ts';
import * as m051 from './051_unreferenced_content.ts';
import * as m052 from './052_access_log_retention.ts';
import * as m053 from './053_upload.ts';
import * as m054 from './054_publication_set.ts';
import * as m055 from './055_signing_order.ts';
import * as m056 from './056_export_key.ts';
import * as m057 from './057_publication_answer.ts';
import * as m058 from './058_attorney.ts';
import * as m059 from './059_test_run.ts';
import * as m060 from './060_attorney_rules.ts';
import * as m061 from './061_identity.ts';
import * as m062 from './062_signing_beside.ts';
import * as m063 from './063_applicant_question.ts';
import * as m064 from './064_kept_paper.ts';
import * as m065 from './065_identity_leaving.ts';
import * as m066 from './066_rights_mark.ts';
import * as m067 from './067_signing_functions.ts';
import * as m068 from './068_stand_clock.ts';
import * as m069 from './069_attorney_term.ts';
import * as m070 from './070_portal_delivery.ts';
import * as m071 from './071_identity_ended.ts';
import * as m072 from './072_what_hangs.ts';
import * as m073 from './073_announced_to_somebody.ts';
import * as m074 from './074_emulator.ts';
import * as m075 from './075_mark_readable.ts';
import * as m076 from './076_last_done.ts';
import * as m077 from './077_emulated_request.ts';

export interface Migration {
  readonly name: string;
  readonly up: (knex: Knex) => Promise<void>;
  readonly down: (knex: Knex) => Promise<void>;
}

/** In order. By hand: a file that is not named here does not run, and a test holds the list against the folder. */
export const migrations: readonly Migration[] = [
  { name: '001_roles_and_functions', ...m001 },
  { name: '002_organisation', ...m002 },
  { name: '003_definition', ...m003 },
  { name: '004_applicant', ...m004 },
  { name: '005_application', ...m005 },
  { name: '006_journal', ...m006 },
  { name: '007_decision_and_files', ...m007 },
  { name: '008_applicant_lookup', ...m008 },
  { name: '009_session_signals', ...m009 },
  { name: '010_search_behind_policies', ...m010 },
  { name: '011_creation_key', ...m011 },
  { name: '012_outbox', ...m012 },
  { name: '013_variant', ...m013 },
  { name: '014_file_signature', ...m014 },
  { name: '015_api_token', ...m015 },
  { name: '016_webhook', ...m016 },
  { name: '017_refusals', ...m017 },
  { name: '018_clock', ...m018 },
  { name: '019_job_decision', ...m019 },
  { name: '020_deadline', ...m020 },
  { name: '021_body_services', ...m021 },
  { name: '022_connection_and_request', ...m022 },
  { name: '023_procedure', ...m023 },
  { name: '024_returned', ...m024 },
  { name: '025_incoming_request', ...m025 },
  { name: '026_portal', ...m026 },
  { name: '027_accepted_values', ...m027 },
  { name: '028_joined_bodies', ...m028 },
  { name: '029_exchange_desk', ...m029 },
  { name: '030_exchange_retention', ...m030 },
  { name: '031_official_signature', ...m031 },
  { name: '032_reception', ...m032 },
  { name: '033_forgotten_original', ...m033 },
  { name: '034_saved_view', ...m034 },
  { name: '035_notice_by_machine', ...m035 },
  { name: '036_list_export', ...m036 },
  { name: '037_reports', ...m037 },
  { name: '038_absence', ...m038 },
  { name: '039_digest', ...m039 },
  { name: '040_bulk_run', ...m040 },
  { name: '041_definition_draft', ...m041 },
  { name: '042_list_order', ...m042 },
  { name: '043_user_preference', ...m043 },
  { name: '044_applicant_merge', ...m044 },
  { name: '045_presence', ...m045 },
  { name: '046_admin_event', ...m046 },
  { name: '047_draft_publication', ...m047 },
  { name: '048_notice_setting', ...m048 },
  { name: '049_staff_snils', ...m049 },
  { name: '050_result_issue', ...m050 },
  { name: '051_unreferenced_content', ...m051 },
  { name: '052_access_log_retention', ...m052 },
  { name: '053_upload', ...m053 },
  { name: '054_publication_set', ...m054 },
  { name: '055_signing_order', ...m055 },
  { name: '056_export_key', ...m056 },
  { name: '057_publication_answer', ...m057 },
  { name: '058_attorney', ...m058 },
  { name: '059_test_run', ...m059 },
  { name: '060_attorney_rules', ...m060 },
  { name: '061_identity', ...m061 },
  { name: '062_signing_beside', ...m062 },
  { name: '063_applicant_question', ...m063 },
  { name: '064_kept_paper', ...m064 },
  { name: '065_identity_leaving', ...m065 },
  { name: '066_rights_mark', ...m066 },
  { name: '067_signing_functions', ...m067 },
  { name: '068_stand_clock', ...m068 },
  { name: '069_attorney_term', ...m069 },
  { name: '070_portal_delivery', ...m070 },
  { name: '071_identity_ended', ...m071 },
  { name: '072_what_hangs', ...m072 },
  { name: '073_announced_to_somebody', ...m073 },
  { name: '074_emulator', ...m074 },
  { name: '075_mark_readable', ...m075 },
  { name: '076_last_done', ...m076 },
  { name: '077_emulated_request', ...m077 },
];
