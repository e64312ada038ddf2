import type { ApiTypes } from '@reglament/core/api';
import type { ServiceDefinition } from '@reglament/format';
import { request } from '@reglament/runtime-ui/client';
import { useQuery } from '@tanstack/react-query';
import { Tabs } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { DecisionsTab } from './decisions-tab.tsx';
import { DocumentsTab } from './documents-tab.tsx';
import type { DraftView } from './draft-queries.ts';
import type { DraftSession, Finding } from './draft-session.ts';
import { DutyTab } from './duty/duty-tab.tsx';
import { goToPlace } from './find-place.ts';
import { placeOf, tabTitles } from './finding-tab.ts';
import { FormTab } from './form/form-tab.tsx';
import { GroundsTab } from './grounds-tab.tsx';
import { JsonTab } from './json/json-tab.tsx';
import { ListingTab } from './listing/listing-tab.tsx';
import { PassportTab } from './passport-tab.tsx';
import { PortalTab } from './portal/portal-tab.tsx';
import { problemIn } from './problem-in.ts';
import { ProcessTab } from './process/process-tab.tsx';
import { RegulationCard } from './regulation/regulation-card.tsx';
import { RequestsTab } from './requests/requests-tab.tsx';
import { RulesTab } from './rules-tab.tsx';
import type { Choice, Edit, TabProps } from './tab-props.ts';
import { TemplatesTab } from './template/templates-tab.tsx';
import { TermTab } from './term/term-tab.tsx';
import { TestsTab } from './tryout/tests-tab.tsx';
import { VariantsTab } from './variants/variants-tab.tsx';
import { VersionsTab } from './versions-tab.tsx';
import './list/tabs.css';

interface StudioTabsProps {
  draft: DraftView;
  service: ServiceDefinition;
  session: DraftSession;
  findings: readonly Finding[];
  /** A finding to go to. */
  jump: Finding | undefined;
}

/** The parts of a service; the open one stands in the address. */
export function StudioTabs({ draft, service, session, findings, jump }: StudioTabsProps) {
  const [search, setSearch] = useSearchParams();
  const active = search.get('tab') ?? 'passport';
  const [field, setField] = useState<string>();
  const { requestTypes, ...choices } = useChoices();
  const place = { id: draft.id, flush: session.flush };
  const hands = useHands({ draft, session, findings });
  useJump(jump, setSearch, setField);
  const shared: TabProps = { service, findings, ...choices, ...hands };
  const { edit } = hands;
  return (
    <Tabs
      className="rs-tabs"
      tabBarGutter={0}
      activeKey={active}
      destroyOnHidden
      onChange={(key) => setSearch({ tab: key }, { replace: true })}
      items={[
        {
          key: 'passport',
          label: tabTitles.passport,
          children: (
            <PassportTab {...shared}>
              <RegulationCard {...place} baseVersion={draft.baseVersion} />
            </PassportTab>
          ),
        },
        {
          key: 'form',
          label: tabTitles.form,
          children: <FormTab {...shared} chosen={field} onChoose={setField} undo={session.undo} />,
        },
        { key: 'documents', label: tabTitles.documents, children: <DocumentsTab {...shared} /> },
        {
          key: 'requests',
          label: tabTitles.requests,
          children: <RequestsTab {...shared} {...{ requestTypes }} place={place} />,
        },
        { key: 'rules', label: tabTitles.rules, children: <RulesTab {...shared} /> },
        { key: 'process', label: tabTitles.process, children: <ProcessTab {...shared} /> },
        { key: 'term', label: tabTitles.term, children: <TermTab {...shared} /> },
        { key: 'duty', label: tabTitles.duty, children: <DutyTab {...shared} /> },
        { key: 'variants', label: tabTitles.variants, children: <VariantsTab {...shared} /> },
        { key: 'grounds', label: tabTitles.grounds, children: <GroundsTab {...shared} /> },
        { key: 'decisions', label: tabTitles.decisions, children: <DecisionsTab {...shared} /> },
        { key: 'templates', label: tabTitles.templates, children: <TemplatesTab {...shared} {...{ place, jump }} /> },
        { key: 'portal', label: tabTitles.portal, children: <PortalTab {...shared} requestTypes={requestTypes} /> },
        { key: 'listing', label: tabTitles.listing, children: <ListingTab {...shared} /> },
        { key: 'tests', label: tabTitles.tests, children: <TestsTab {...shared} place={place} /> },
        {
          key: 'json',
          label: tabTitles.json,
          children: <JsonTab {...{ service, edit, findings }} jump={inText(jump)} />,
        },
        {
          key: 'versions',
          label: tabTitles.versions,
          children: (
            <VersionsTab
              code={draft.code}
              latest={draft.latestVersion}
              content={service}
              onRestore={(label, content) => edit(label, () => content as ServiceDefinition)}
            />
          ),
        },
      ]}
    />
  );
}

/** The same until they do something else: a tab of hundreds of rows tells by them what has changed. */
function useHands({ draft, session, findings }: Pick<StudioTabsProps, 'draft' | 'session' | 'findings'>) {
  const edit: Edit = useCallback(
    (label, change, key) => session.edit(label, change as (content: never) => unknown, key),
    [session],
  );
  const problemAt = useCallback((pointer: string) => problemIn(findings, pointer), [findings]);
  const frozen = useMemo(() => new Set(draft.publishedFields), [draft.publishedFields]);
  return { edit, problemAt, frozen };
}

/** Opens the tab where a finding is mended, and puts the focus into its input. */
function useJump(
  jump: Finding | undefined,
  setSearch: ReturnType<typeof useSearchParams>[1],
  setField: (field: string | undefined) => void,
): void {
  // The address changes with every tab, and a change of it must not lead back to the finding.
  const latest = useRef({ setSearch, setField });
  latest.current = { setSearch, setField };
  useEffect(() => {
    if (jump === undefined) return undefined;
    const place = placeOf(jump.pointer);
    latest.current.setSearch({ tab: place.tab }, { replace: true });
    latest.current.setField(place.field);
    return goToPlace(jump.pointer);
  }, [jump]);
}

/** A finding that only the text can be mended by. */
function inText(jump: Finding | undefined): Finding | undefined {
  return jump !== undefined && placeOf(jump.pointer).tab === 'json' ? jump : undefined;
}

/** Other definitions that a service can name. */
export function useChoices(): Pick<TabProps, 'workflows' | 'dictionaries' | 'procedures'> & { requestTypes: Choice[] } {
  const { data } = useQuery({
    queryKey: ['admin', 'choices'],
    queryFn: () => request<ApiTypes['DefinitionChoices']>('/api/admin/definitions'),
  });
  return useMemo(() => {
    const items = data?.items ?? [];
    const of = (kind: 'workflow' | 'dictionary' | 'requestType') =>
      items.filter((one) => one.kind === kind).map(({ code, title }) => ({ value: code, label: title }));
    const procedures = items.filter((one) => one.procedure).map(({ code, title }) => ({ value: code, label: title }));
    return { workflows: of('workflow'), dictionaries: of('dictionary'), requestTypes: of('requestType'), procedures };
  }, [data]);
}
