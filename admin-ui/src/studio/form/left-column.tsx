import type { ServiceDefinition } from '@reglament/format';
import { announce } from '@reglament/runtime-ui/ui';
import { useDeferredValue } from 'react';
import { goToPlace } from '../find-place.ts';
import type { TabProps } from '../tab-props.ts';
import type { FieldWork } from './field-work.tsx';
import { moveSection } from './form-commands.ts';
import { LeftPart } from './left-part.tsx';
import { Palette } from './palette.tsx';
import { FormTree } from './tree/form-tree.tsx';
import { pointerOf, type TreeNode } from './tree/tree-nodes.ts';
import { useSteady } from './use-steady.ts';

interface LeftColumnProps extends Pick<TabProps, 'service' | 'edit' | 'findings' | 'problemAt'> {
  chosen: string | undefined;
  onChoose: (field: string | undefined) => void;
  work: FieldWork;
  /** The fields are to be seen in the middle. */
  onRows: () => void;
}

/** What can be added to the form, and what it is made of. */
export function LeftColumn({ work, onRows, ...props }: LeftColumnProps) {
  const { edit, chosen, onChoose } = props;
  // The tree follows a moment later: it goes through the whole form.
  const service = useDeferredValue<ServiceDefinition | undefined>(props.service, undefined);
  const findings = useDeferredValue(props.findings);
  const problemAt = useDeferredValue(props.problemAt);
  const go = ({ pointer, field }: TreeNode) => {
    onRows();
    if (field !== undefined && pointer === pointerOf(field)) return work.goTo(field);
    // A part of a group is edited among the properties of its field.
    if (field !== undefined) onChoose(field);
    goToPlace(pointer);
  };
  const move = ({ pointer, field, section, title }: TreeNode, by: -1 | 1) => {
    if (field === undefined) moveWhole(section, title, by);
    else if (pointer === pointerOf(field)) work.step(field, by, true);
  };
  const moveWhole = (section: string, title: string, by: -1 | 1) => {
    const { sections } = props.service.form;
    const to = sections.findIndex(({ code }) => code === section) + by;
    if (to < 0 || to >= sections.length) return announce('Дальше некуда');
    edit('Перемещён раздел', (one) => moveSection(one, section, by));
    announce(`Раздел «${title}»: место ${to + 1}`);
  };
  const { onGo, onMove } = useSteady({ onGo: go, onMove: move });
  return (
    <div className="rs-left">
      <Palette onAdd={work.add} onBlock={work.addBlock} />
      <LeftPart title="Дерево формы">
        {service === undefined ? null : <FormTree {...{ service, findings, problemAt, chosen, onGo, onMove }} />}
      </LeftPart>
    </div>
  );
}
