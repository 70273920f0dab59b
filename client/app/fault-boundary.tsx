import { TriangleAlert } from 'lucide-react';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { useText } from '../ui/language.tsx';
import { appMessages } from './messages.ts';

const Fault = () => {
  const t = useText(appMessages);
  return (
    <div role="alert">
      <EmptyState icon={<TriangleAlert size={22} />} title={t.faultTitle} words={t.faultWords}>
        <Button kind="primary" size="large" onClick={() => window.location.reload()}>
          {t.reload}
        </Button>
      </EmptyState>
    </div>
  );
};

/** Keeps a fault of one part of the page from taking the others with it. */
export class FaultBoundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    // Where no one watches the console, the browser's own error event is what monitoring hears.
    reportError(new Error(`a part of the page failed${info.componentStack ?? ''}`, { cause: error }));
  }

  override render(): ReactNode {
    return this.state.failed ? <Fault /> : this.props.children;
  }
}
