import { CheckCircleOutlined, ExclamationCircleOutlined, InfoCircleOutlined, WarningOutlined } from '@ant-design/icons';
import type { ReactNode, Ref } from 'react';

const icons = {
  info: <InfoCircleOutlined aria-hidden="true" />,
  success: <CheckCircleOutlined aria-hidden="true" />,
  warning: <WarningOutlined aria-hidden="true" />,
  error: <ExclamationCircleOutlined aria-hidden="true" />,
} as const;

interface NoticeProps {
  tone: keyof typeof icons;
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  ref?: Ref<HTMLDivElement>;
}

/** A message in the page: what happened, what is kept, what to do. An error is announced at once. */
export function Notice({ tone, title, children, actions, ref }: NoticeProps) {
  return (
    <div className={`rg-notice rg-notice-${tone}`} role={tone === 'error' ? 'alert' : 'status'} ref={ref} tabIndex={-1}>
      <span className="rg-notice-icon" aria-hidden="true">
        {icons[tone]}
      </span>
      <div className="rg-notice-text">
        {title ? <strong>{title}</strong> : null}
        {children ? <div>{children}</div> : null}
      </div>
      {actions ? <div className="rg-notice-actions">{actions}</div> : null}
    </div>
  );
}

interface EmptyProps {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}

/** An empty place says what to do next. */
export function Empty({ title, children, actions }: EmptyProps) {
  return (
    <div className="rg-empty">
      <p className="rg-empty-title">{title}</p>
      {children ? <p>{children}</p> : null}
      {actions ? <div className="rg-empty-actions">{actions}</div> : null}
    </div>
  );
}

interface LoadingProps {
  label?: string;
  /** Above what stands there still, without moving it. */
  overlay?: boolean;
}

export function Loading({ label = 'Загрузка…', overlay = false }: LoadingProps) {
  return (
    <div className={overlay ? 'rg-loading rg-loading-over' : 'rg-loading'} role="status">
      <span className="rg-spinner" aria-hidden="true" />
      {label}
    </div>
  );
}
