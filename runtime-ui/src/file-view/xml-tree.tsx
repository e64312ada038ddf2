import { Button } from 'antd';
import { useState } from 'react';

/** Read as data by the browser's parser: nothing in it is drawn, loaded or run. Undefined when it is no well-formed XML. */
export function parseXml(text: string): Element | undefined {
  // Entities are a way to unfold a kilobyte into gigabytes; honest answers declare none.
  if (/<!DOCTYPE/i.test(text)) return undefined;
  const { documentElement } = new DOMParser().parseFromString(text, 'application/xml');
  return documentElement.getElementsByTagName('parsererror').length > 0 ? undefined : documentElement;
}

const openTo = 3;
const childrenAtOnce = 100;

/** An element with what stands in it, folded below the first levels; only what is unfolded is on the page. */
export function XmlTree({ element, depth = 0 }: { element: Element; depth?: number }) {
  const [open, setOpen] = useState(depth < openTo);
  const [shown, setShown] = useState(childrenAtOnce);
  const children = [...element.children];
  if (children.length === 0) {
    return (
      <div className="rg-xml-leaf">
        <Name element={element} /> <span className="rg-xml-text">{element.textContent?.trim()}</span>
      </div>
    );
  }
  return (
    <details className="rg-xml" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Name element={element} /> {open ? null : <span className="rg-muted">внутри: {children.length}</span>}
      </summary>
      {open ? (
        <div className="rg-xml-inside">
          <OwnText element={element} />
          {children.slice(0, shown).map((child, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a document that is read does not change
            <XmlTree key={index} element={child} depth={depth + 1} />
          ))}
          {children.length > shown ? (
            <Button size="small" onClick={() => setShown(shown + childrenAtOnce)}>
              Показать ещё (всего {children.length})
            </Button>
          ) : null}
        </div>
      ) : null}
    </details>
  );
}

function Name({ element }: { element: Element }) {
  const attributes = [...element.attributes].filter(({ name }) => !name.startsWith('xmlns'));
  return (
    <>
      <span className="rg-xml-name">{element.localName}</span>
      {attributes.map(({ name, value }) => (
        <span key={name} className="rg-xml-attribute">
          {' '}
          <span className="rg-muted">{name}=</span>«{value}»
        </span>
      ))}
    </>
  );
}

/** Of mixed content: what stands between the elements. */
function OwnText({ element }: { element: Element }) {
  const text = [...element.childNodes]
    .filter(({ nodeType }) => nodeType === Node.TEXT_NODE || nodeType === Node.CDATA_SECTION_NODE)
    .map(({ textContent }) => textContent?.trim())
    .filter(Boolean)
    .join(' ');
  return text === '' ? null : <div className="rg-xml-text">{text}</div>;
}
