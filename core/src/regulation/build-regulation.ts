import type { Finding } from '../definition/finding.ts';
import { titleOf } from '../rule/title.ts';
import type { Regulation } from './clause.ts';
import { decisionsChapter, groundsChapter } from './decisions.ts';
import { documentsChapter } from './documents.ts';
import { dutyChapter } from './duty.ts';
import { formChapter, rulesChapter } from './form.ts';
import { marksChapter } from './marks.ts';
import { passportChapter } from './passport.ts';
import { portalChapter } from './portal.ts';
import { processChapters } from './process.ts';
import { requestsChapter } from './requests.ts';
import { retentionChapter } from './retention.ts';
import type { Subject } from './subject.ts';
import { termChapter } from './term.ts';
import { variantsChapter } from './variants.ts';

export interface Reading {
  readonly subject: Subject;
  /** Which version this is, of what day. */
  readonly subtitle: readonly string[];
  readonly findings: readonly Finding[];
}

/** The whole service as a text. Pure. */
export function buildRegulation({ subject, subtitle, findings }: Reading): Regulation {
  const chapters = [
    passportChapter(subject),
    termChapter(subject),
    dutyChapter(subject),
    documentsChapter(subject),
    formChapter(subject),
    variantsChapter(subject),
    groundsChapter(subject),
    requestsChapter(subject),
    ...processChapters(subject),
    decisionsChapter(subject),
    portalChapter(subject),
    retentionChapter(subject),
    rulesChapter(subject),
    marksChapter(subject, findings),
  ];
  return {
    title: titleOf(subject.service.title),
    subtitle,
    chapters: chapters.filter(({ clauses }) => clauses.length > 0),
  };
}
