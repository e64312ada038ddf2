/** The door of the dumb parts, for both interfaces. */

export { rememberMade, russianOf } from '../locale/behind.ts';
export { locale } from '../locale/locale.ts';
export { english } from '../locale/text.ts';
export { initialsOf, shortName } from '../presence/presence-words.ts';
export { reloadOnNewVersion } from '../shell/new-version.ts';
export { ScreenError } from '../shell/screen-error.tsx';
export { Card } from './card.tsx';
export { Details } from './details.tsx';
export { EmulatorMark } from './emulator-mark.tsx';
export { dateText, instantDateText, instantText, plural } from './format.ts';
export { announce, LiveRegion } from './live-region.tsx';
export { Logo } from './logo.tsx';
export { Look } from './look.tsx';
export { Empty, Loading, Notice } from './notice.tsx';
export { Page } from './page.tsx';
export { StatusTag, Tag } from './status-tag.tsx';
export { typedSearch } from './typed-search.ts';

import './style.css';

export { shareOf, waitingText } from './duration.ts';
