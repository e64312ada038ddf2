import type { TabProps } from '../tab-props.ts';
import type { FieldPlace } from './form-commands.ts';

export interface FieldWorkProps extends Pick<TabProps, 'service' | 'edit' | 'frozen'> {
  /** A field. */
  chosen: string | undefined;
  /** A part of it. */
  part: string | undefined;
  onChoose: (chosen: string | undefined) => void;
  undo: () => Promise<void>;
}

/** Where the keyboard goes once it stands on the page: the row of a field, a part of one, or `titleInput`. */
export interface Focus {
  current: string | undefined;
}

/** The name among the properties; no code of a field is like it. */
export const titleInput = '#rs-field-title';

/** What the commands of the form editor are done with. */
export interface Hands extends FieldWorkProps {
  focus: Focus;
  setInserting: (place: FieldPlace | undefined) => void;
}
