import { Component, type ReactNode } from 'react';

interface PartsBoundaryProps {
  /** What is drawn; a change of it is a reason to try again. */
  content: unknown;
  fallback: ReactNode;
  children: ReactNode;
}

/** A draft may be of any shape for a while; tabs that cannot draw it give way to `fallback` until it changes. */
export class PartsBoundary extends Component<PartsBoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidUpdate(before: PartsBoundaryProps): void {
    if (this.state.failed && before.content !== this.props.content) this.setState({ failed: false });
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
