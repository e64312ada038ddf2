/** What a browser shows of a file without running anything of it; everything else is only downloaded. */
const views = {
  'application/pdf': 'pdf',
  'image/png': 'image',
  'image/jpeg': 'image',
  'application/xml': 'xml',
  'text/plain': 'text',
  'text/csv': 'text',
  'text/html': 'page',
  'multipart/related': 'savedPage',
  'application/zip': 'archive',
} as const satisfies Record<string, string>;

export type View = (typeof views)[keyof typeof views];

export function viewOf({ mediaType }: { readonly mediaType: string }): View | undefined {
  return Object.hasOwn(views, mediaType) ? views[mediaType as keyof typeof views] : undefined;
}

/** What is said beside a file that could act where it is opened, and that nothing of ours shows. */
export function cautionOf({ mediaType }: { readonly mediaType: string }): string | undefined {
  return mediaType === 'image/svg+xml'
    ? 'Рисунок SVG может содержать программный код: здесь он не показывается, его можно только скачать'
    : undefined;
}
