import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Radio } from 'antd';
import { useState } from 'react';
import { plural } from '../ui/format.ts';
import { Empty, Loading, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { ApplicantCard } from './applicant-card.tsx';
import { IdentifierSearch } from './identifier-search.tsx';
import { ApplicantSearchForm, MatchesTable } from './matches-dialog.tsx';
import { type ApplicantSearch, type ApplicantView, applicantsQuery } from './queries.ts';

const registers = [
  { value: false, label: 'Физические лица и ИП' },
  { value: true, label: 'Юридические лица' },
];

interface FoundProps {
  search: ApplicantSearch;
  organisations: boolean;
  onShow: (applicant: ApplicantView) => void;
}

/** Asked for on demand only: each search is on record. */
function Found({ search, organisations, onShow }: FoundProps) {
  const searching = Object.keys(search).length > 0;
  const list = useInfiniteQuery({ ...applicantsQuery(search), enabled: searching });
  const listed = list.data?.pages.flatMap((page) => page.items) ?? [];
  const found = listed.filter(({ data }) => (data.kind === 'organisation') === organisations);
  if (!searching) return <Empty title="Введите, кого искать">Достаточно начала фамилии или наименования.</Empty>;
  if (list.error) return <Notice tone="error">{list.error.message}</Notice>;
  if (list.isPending) return <Loading />;
  if (found.length === 0) {
    return <Empty title="Никто не найден">Проверьте написание или найдите заявителя по СНИЛС, ИНН или ОГРН.</Empty>;
  }
  return (
    <>
      <MatchesTable matches={found} organisations={organisations} action={{ title: 'Посмотреть', run: onShow }} />
      <div className="rg-more">
        <span className="rg-muted">Показано: {plural(found.length, ['заявитель', 'заявителя', 'заявителей'])}</span>
        {list.hasNextPage ? <Button onClick={() => list.fetchNextPage()}>Показать ещё</Button> : null}
      </div>
    </>
  );
}

/** Found by a number: whatever kind it is of. */
function Exact({ found, onShow }: { found: readonly ApplicantView[]; onShow: (applicant: ApplicantView) => void }) {
  if (found.length === 0) return <Empty title="Никто не найден">С таким номером в реестре никого нет.</Empty>;
  const action = { title: 'Посмотреть', run: onShow };
  return [false, true].map((organisations) => {
    const matches = found.filter(({ data }) => (data.kind === 'organisation') === organisations);
    if (matches.length === 0) return null;
    return <MatchesTable key={String(organisations)} {...{ matches, organisations, action }} />;
  });
}

/** «Реестр заявителей»: those who have turned to this body. */
export function RegistryScreen() {
  const [organisations, setOrganisations] = useState(false);
  const [search, setSearch] = useState<ApplicantSearch>({});
  const [shown, setShown] = useState<ApplicantView | null>(null);
  const [exact, setExact] = useState<readonly ApplicantView[] | null>(null);
  const choose = (value: boolean) => {
    setOrganisations(value);
    setSearch({});
    setExact(null);
  };
  const searchByName = (next: ApplicantSearch) => {
    setExact(null);
    setSearch(next);
  };
  return (
    <Page
      title="Реестр заявителей"
      lead="Заявители, которые обращались в ваше ведомство. Каждый поиск заносится в журнал доступа."
    >
      <div className="rg-switch">
        <Radio.Group
          aria-label="Кого искать"
          role="radiogroup"
          optionType="button"
          buttonStyle="solid"
          value={organisations}
          options={registers}
          onChange={(event) => choose(event.target.value as boolean)}
        />
      </div>
      <ApplicantSearchForm key={String(organisations)} organisations={organisations} onSearch={searchByName} />
      <IdentifierSearch onFound={setExact} />
      {exact ? (
        <Exact found={exact} onShow={setShown} />
      ) : (
        <Found search={search} organisations={organisations} onShow={setShown} />
      )}
      {shown ? (
        <ApplicantCard key={shown.id} applicant={shown} onShow={setShown} onClose={() => setShown(null)} />
      ) : null}
    </Page>
  );
}
