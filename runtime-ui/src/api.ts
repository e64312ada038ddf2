/** Shapes of the HTTP interface, with the parts that it leaves open as the definitions say them. */
import type { ApiTypes } from '@reglament/core/api';
import type { NamedRule } from '@reglament/core/rules';
import type { FormDefinition, VariantTable, WorkflowDefinition, Workplace } from '@reglament/format';

export type Me = Omit<ApiTypes['Me'], 'workplace'> & { workplace: Workplace };
export type ApplicantData = ApiTypes['ApplicantData'] & Record<string, unknown>;
export type ApplicantKind = ApiTypes['ApplicantData']['kind'];
export type ActionView = Omit<ApiTypes['ActionView'], 'input'> & { input?: FormDefinition };
export type EarlierRefusals = ApiTypes['EarlierRefusals'];
export type RepeatAnswer = ApiTypes['RepeatAnswer'];
export type DecisionKind = ApiTypes['DecisionView']['kind'];
export type DecisionView = ApiTypes['DecisionView'];
export type DocumentView = ApiTypes['DocumentView'];
export type FileView = ApiTypes['FileView'];
export type SignatureView = ApiTypes['SignatureView'];
export type SignatureFileView = ApiTypes['SignatureFileView'];
export type DutyView = ApiTypes['DutyView'];
export type ReceivedDocument = ApiTypes['ReceivedDocumentView'];
export type NoticeView = ApiTypes['NoticeView'];
export type ApplicationRow = ApiTypes['ApplicationRow'];

/** What a person fills in. */
export interface ApplicationContent {
  applicant: ApplicantData | null;
  representative: ApplicantData | null;
  submittedBy: ApplicantData | null;
  notification: ApiTypes['Notification'] | null;
  answers: Record<string, unknown>;
}

export type ApplicationCard = Omit<ApiTypes['ApplicationCard'], keyof ApplicationContent | 'actions'> &
  ApplicationContent & { actions: ActionView[] };

export type ServiceView = Omit<ApiTypes['ServiceView'], 'form' | 'rules' | 'workflow' | 'variants'> & {
  form: FormDefinition;
  variants: VariantTable | null;
  rules: Record<string, NamedRule>;
  /** The workflow in force; that of a case may be an earlier one. */
  workflow: Partial<WorkflowDefinition>;
};

export type UploadView = ApiTypes['UploadView'];
export type RequestKindView = ApiTypes['RequestKindView'];
export type RequestItem = ApiTypes['RequestItem'];
export type RequestList = ApiTypes['RequestList'];
export type RequestFileView = ApiTypes['RequestFileView'];
export type ExchangeView = ApiTypes['ExchangeView'];
export type RequestDelivery = ApiTypes['RequestDelivery'];
export type PortalDelivery = ApiTypes['PortalDelivery'];

/** Pointer in the question → paths in the application. */
export type RequestOrigins = Record<string, readonly string[]>;

export type RequestForm = Omit<ApiTypes['RequestForm'], 'form' | 'origins'> & {
  form: FormDefinition;
  origins: RequestOrigins;
};

export type RequestView = Omit<ApiTypes['RequestView'], 'form' | 'answerForm' | 'origins' | 'answer'> & {
  form: FormDefinition;
  answerForm: FormDefinition;
  origins: RequestOrigins;
  answer: Record<string, unknown> | null;
};

export type MessageView = ApiTypes['MessageView'];
export type IncomingItem = ApiTypes['IncomingItem'];
export type IncomingStatus = IncomingItem['status'];
export type IncomingFileView = ApiTypes['IncomingFileView'];

export type IncomingView = Omit<ApiTypes['IncomingView'], 'questionForm' | 'answerForm' | 'answer'> & {
  questionForm: FormDefinition;
  answerForm: FormDefinition;
  answer: Record<string, unknown> | null;
};
