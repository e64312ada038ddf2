import type { NewSavedView, SavedViewChange, SavedViewList } from '../../api.gen.ts';
import type { Transaction } from '../../db.ts';
import type { Deps } from '../../deps.ts';
import { Refusal } from '../../errors.ts';
import type { Session } from '../../session/session.ts';
import { parseSort } from '../list/order.ts';
import { listSavedViews, type ViewOwner } from './queries.ts';
import { deleteView, forgetUsual, insertView, lockViewsOf, updateView } from './rows.ts';

const mostViews = 50;

interface Keeping {
  readonly deps: Deps;
  readonly session: Session;
  readonly now: Date;
}

/** Each change answers with all views as they are after it. @throws Refusal, and then nothing has changed */
export async function addView(work: Keeping, view: NewSavedView): Promise<SavedViewList> {
  parseSort(view.content.sort);
  return change(work, async (trx, owner) => {
    const known = await listSavedViews(trx, owner);
    if (known.length >= mostViews) {
      throw new Refusal('stateConflict', `Сохранено уже ${mostViews} видов: удалите ненужные и сохраните снова`);
    }
    const name = freeName(known, view.name);
    if (view.usual) await forgetUsual(trx, owner);
    await insertView(trx, owner, { name, content: view.content, usual: view.usual ?? false, now: work.now });
  });
}

/** @throws Refusal */
export async function changeView(work: Keeping, id: string, wanted: SavedViewChange): Promise<SavedViewList> {
  if (wanted.content !== undefined) parseSort(wanted.content.sort);
  return change(work, async (trx, owner) => {
    const others = (await listSavedViews(trx, owner)).filter((view) => view.id !== id);
    const name = wanted.name === undefined ? {} : { name: freeName(others, wanted.name) };
    if (wanted.usual) await forgetUsual(trx, owner);
    const { name: _typed, ...rest } = wanted;
    if (!(await updateView(trx, { ...owner, id }, { ...rest, ...name, now: work.now }))) throw missing();
  });
}

/** @throws Refusal notFound */
export async function removeView(work: Keeping, id: string): Promise<SavedViewList> {
  return change(work, async (trx, owner) => {
    if (!(await deleteView(trx, { ...owner, id }))) throw missing();
  });
}

async function change(
  { deps, session }: Keeping,
  act: (trx: Transaction, owner: ViewOwner) => Promise<void>,
): Promise<SavedViewList> {
  const owner = ownerOf(session);
  return deps.database.inBodies([owner.organisationId], async (trx) => {
    await lockViewsOf(trx, owner);
    await act(trx, owner);
    return { items: await listSavedViews(trx, owner) };
  });
}

export function ownerOf({ organisation, user }: Session): ViewOwner {
  return { organisationId: organisation.id, userId: user.id };
}

function freeName(known: readonly { readonly name: string }[], typed: string): string {
  const name = typed.trim();
  if (name === '') throw badName('Назовите вид: по названию вы его найдёте');
  const same = known.some((view) => view.name.toLocaleLowerCase('ru') === name.toLocaleLowerCase('ru'));
  if (same) throw badName(`Вид «${name}» у вас уже есть: назовите этот иначе`, 'alreadyExists');
  return name;
}

function badName(message: string, code: 'invalidBody' | 'alreadyExists' = 'invalidBody'): Refusal {
  return new Refusal(code, message, { problems: [{ field: 'name', pointer: '/name', code, message }] });
}

function missing(): Refusal {
  return new Refusal('notFound', 'Такого вида у вас нет: его удалили. Обновите страницу');
}
