import { linkedParts } from './linked-text.ts';

/** What another system has written, with its addresses to be opened; each is shown whole, so that one sees where it leads. */
export function WebLinks({ text }: { text: string }) {
  return linkedParts(text).map((part, index) =>
    typeof part === 'string' ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part of a text is its place
      <a key={index} className="rg-web-link" href={part.href} target="_blank" rel="noopener noreferrer">
        {part.href}
      </a>
    ),
  );
}
