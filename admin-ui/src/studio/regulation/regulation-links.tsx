import { Button, Space } from 'antd';

interface RegulationLinksProps {
  /** What the text is of, for whoever hears the buttons: «версия 3». */
  what: string;
  path: string;
  /** Only what differs from this version. */
  since?: number | undefined;
  /** Which version; a draft has none. */
  version?: number | undefined;
  /** Saves what was typed, so that the text has it. */
  flush?: (() => Promise<unknown>) | undefined;
}

const formats = ['pdf', 'docx'] as const;

/** The service as a text for a lawyer, in both kinds of file. */
export function RegulationLinks({ what, path, since, version, flush }: RegulationLinksProps) {
  const addressOf = (format: string) => {
    const query = new URLSearchParams({ format });
    if (since !== undefined) query.set('since', String(since));
    if (version !== undefined) query.set('version', String(version));
    return `${path}?${query}`;
  };
  return (
    <Space size={4}>
      {formats.map((format) => (
        <Button
          key={format}
          size="small"
          href={addressOf(format)}
          aria-label={`${format.toUpperCase()}: ${what}`}
          onClick={(event) => {
            if (flush === undefined) return;
            event.preventDefault();
            void flush().then(() => window.location.assign(addressOf(format)));
          }}
        >
          {format.toUpperCase()}
        </Button>
      ))}
    </Space>
  );
}
