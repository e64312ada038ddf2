import { Dropdown, type MenuProps } from 'antd';
import type { ReactElement } from 'react';

export type MenuItems = NonNullable<MenuProps['items']>;

interface ButtonMenuProps {
  items: MenuItems;
  className?: string;
  /** At which edge of the button; the left one unless told. */
  edge?: 'right';
  /** Given where a key opens it as well. */
  shown?: { open: boolean; onChange: (open: boolean) => void };
  /** The button. */
  children: ReactElement;
}

/** A menu behind a button: the focus goes into it, arrows walk it, Escape gives the focus back. */
export function ButtonMenu({ items, className, edge, shown, children }: ButtonMenuProps) {
  const menu: MenuProps = {
    items,
    // Enter that chose an item would go on to the button that has the focus in the dialog it opened.
    onClick: ({ domEvent }) => domEvent.preventDefault(),
    ...(className === undefined ? {} : { className }),
  };
  return (
    <Dropdown
      menu={menu}
      trigger={['click']}
      placement={edge === 'right' ? 'bottomRight' : 'bottomLeft'}
      autoFocus
      {...(shown ? { open: shown.open, onOpenChange: shown.onChange } : {})}
    >
      {children}
    </Dropdown>
  );
}
