import { LockOutlined } from '@ant-design/icons';

/** «Почему нельзя» beside what is shut: the words of whoever decides; nothing when it is open. */
export function WhyNot({ reason }: { reason: string | null | undefined }) {
  if (!reason) return null;
  return (
    <p className="rg-why-not">
      <LockOutlined aria-hidden="true" /> {reason}
    </p>
  );
}
