import type { WidgetProps } from '@rjsf/utils';
import { Input } from 'antd';
import { useDraft } from '../draft.ts';
import { type Option, useFormHost } from '../form-host.ts';
import { isDisabled } from './aria.ts';
import { Boxes } from './choice-widgets.tsx';

interface Ground {
  code: string;
  text?: string;
}

/** Grounds as the service lists them, each with its clause; where the form asks for it, with a text to each. */
export function GroundWidget(props: WidgetProps) {
  const { grounds = [] } = useFormHost();
  const items = props.schema.items as { type?: string } | undefined;
  if (items?.type !== 'object') return <Boxes props={props} options={grounds} />;
  return <GroundsWithTexts {...props} grounds={grounds} />;
}

/** The boxes choose codes; what was said to a ground stays with it when another is ticked. */
function GroundsWithTexts({ grounds, ...props }: WidgetProps & { grounds: readonly Option[] }) {
  const chosen = (props.value as Ground[] | undefined) ?? [];
  const choose = (codes: unknown) => {
    const next = ((codes as string[] | undefined) ?? []).map(
      (code) => chosen.find((one) => one.code === code) ?? { code },
    );
    props.onChange(next.length > 0 ? next : undefined);
  };
  const write = (code: string, text: string | undefined) =>
    props.onChange(chosen.map((one) => (one.code === code ? { code, ...(text ? { text } : {}) } : one)));
  const boxes = { ...props, value: chosen.map(({ code }) => code), onChange: choose };
  return (
    <Boxes
      props={boxes}
      options={grounds}
      below={(code) => (
        <GroundText
          id={`${props.id}_${String(code)}_text`}
          title={grounds.find(({ value }) => value === code)?.label ?? String(code)}
          value={chosen.find((one) => one.code === code)?.text}
          disabled={isDisabled(props)}
          onCommit={(text) => write(String(code), text)}
        />
      )}
    />
  );
}

interface GroundTextProps {
  id: string;
  title: string;
  value: string | undefined;
  disabled: boolean;
  onCommit: (text: string | undefined) => void;
}

function GroundText({ id, title, value, disabled, onCommit }: GroundTextProps) {
  const draft = useDraft<string>({
    id,
    value,
    toText: (text) => text,
    parse: (text) => ({ ok: true, value: text.trim() === '' ? undefined : text }),
    onCommit,
    onBlur: () => undefined,
  });
  return (
    <Input.TextArea
      id={id}
      aria-label={`Пояснение к основанию «${title}»`}
      placeholder="Что именно в этой заявке: документ, сведение, обстоятельство"
      value={draft.text}
      onChange={(event) => draft.change(event.target.value)}
      onBlur={draft.blur}
      disabled={disabled}
      maxLength={4000}
      rows={2}
      className="rg-ground-text"
    />
  );
}
