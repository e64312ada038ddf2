import type { SignatureView } from '../api.gen.ts';
import { APPROVED, stampBlock } from '../document/build-document.ts';
import type { Block, DocumentModel, Stamp } from '../document/document-model.ts';

/** A signature under the paper, with who its maker is in the body. */
export interface PaperSignature extends Pick<SignatureView, 'signers' | 'verdict' | 'attorney' | 'uploadedBy'> {
  /** Their position; null: it is not known. */
  readonly position: string | null;
}

interface CopyFacts {
  readonly timeZone: string;
  /** null: nobody has approved it. */
  readonly approverId: string | null;
}

/**
 * The signed paper for those who get it on paper: its words are not changed, and behind it stands a mark for each of its signers
 * (ГОСТ Р 7.0.97-2016, 5.23); that of whoever approved it takes the place of the approval and says when it was. Pure.
 */
export function stampedCopy(
  model: DocumentModel,
  signatures: readonly PaperSignature[],
  { timeZone, approverId }: CopyFacts,
): DocumentModel {
  const made = signatures.flatMap((one) =>
    marksOf(one, timeZone).map((mark) => ({ mark: stampBlock(mark), by: one.uploadedBy.id })),
  );
  const marks = made.map(({ mark }) => mark);
  const last = model.blocks.findLastIndex(({ type }) => type === 'stamp');
  const at = last < 0 ? model.blocks.length : last + 1;
  const approval = model.blocks[last];
  const own = made.find(
    ({ mark, by }) => approval?.type === 'stamp' && by === approverId && isSameOfficial(approval, mark),
  )?.mark;
  if (approval?.type !== 'stamp' || own === undefined) {
    return { ...model, blocks: [...model.blocks.slice(0, at), ...marks, ...model.blocks.slice(at)] };
  }
  const others = marks.filter((mark) => mark !== own);
  const once = { ...own, position: own.position || approval.position, lines: [...own.lines, approvedAt(approval)] };
  return { ...model, blocks: [...model.blocks.slice(0, last), once, ...others, ...model.blocks.slice(at)] };
}

type StampBlock = Extract<Block, { type: 'stamp' }>;

/** Whoever signed what they have approved answers for the paper once; a colleague of the same name answers for themselves. */
function isSameOfficial({ heading, lines: [name] }: StampBlock, mark: StampBlock): boolean {
  return heading === APPROVED && name !== undefined && mark.lines.includes(`Владелец ${name}`);
}

const approvedAt = ({ lines: [, at = ''] }: StampBlock) => `Утверждено. ${at}`;

function marksOf({ signers, verdict, attorney, position }: PaperSignature, timeZone: string): Stamp[] {
  const format = new Intl.DateTimeFormat('ru-RU', { timeZone, dateStyle: 'short' });
  const day = (moment: string | null) => (moment === null ? '–' : format.format(new Date(moment)));
  const byAttorney =
    attorney === null ? [] : [`Доверенность ${attorney.number}, действует по ${dayText(attorney.until)}`];
  const doubt = doubtOf(verdict);
  return signers.map(({ name, organisation, serial, validFrom, validTo }) => ({
    kind: 'signature',
    position: position ?? '',
    name: name ?? '',
    certificate: serial ?? 'без номера',
    owner: name ?? organisation ?? '',
    validity: `с ${day(validFrom)} по ${day(validTo)}`,
    more: [...byAttorney, ...doubt],
  }));
}

/** What whoever reads the paper must know of a signature that does not simply hold. */
function doubtOf(verdict: PaperSignature['verdict']): string[] {
  if (verdict?.valid !== true) return [`Проверка: ${verdict?.text ?? 'подпись не проверена'}`];
  return verdict.training ? ['Учебная подпись, юридической силы не имеет'] : [];
}

const dayText = (day: string) => day.split('-').toReversed().join('.');
