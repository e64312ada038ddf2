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
import type { TreeNode } from './tree/tree-nodes.ts';
import { useSteady } from './use-steady.ts';

interface LeftColumnProps extends Pick<TabProps, 'service' | 'edit' | 'findings' | 'problemAt'> {
  /** A field, and a part of it. */
  chosen: string | undefined;
  part: string | undefined;
  work: FieldWork;
  /** The fields are to be seen in the middle. */
  onRows: () => void;
}

/** What can be added to the form, and what it is made of. */
export function LeftColumn({ work, onRows, ...props }: LeftColumnProps) {
  const { edit, chosen, part } = props;
  // The tree follows a moment later: it goes through the whole form.
  const service = useDeferredValue<ServiceDefinition | undefined>(props.service, undefined);
  const findings = useDeferredValue(props.findings);
  const problemAt = useDeferredValue(props.problemAt);
  const go = ({ pointer, field, part: own }: TreeNode) => {
    onRows();
    if (field === undefined) goToPlace(pointer);
    else work.goTo({ field, part: own });
  };
  const move = ({ field, part: own, section, title }: TreeNode, by: -1 | 1) => {
    if (field === undefined) moveWhole(section, title, by);
    else if (own === undefined) work.step(field, by, true);
    else work.part({ field, part: own, stay: true }, by === -1 ? 'up' : 'down');
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
        {service === undefined ? null : <FormTree {...{ service, findings, problemAt, chosen, part, onGo, onMove }} />}
      </LeftPart>
    </div>
  );
}
