import { Link2Off, Lock, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Button, buttonClass } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { useText } from '../ui/language.tsx';
import styles from './message-pages.module.css';
import { appMessages } from './messages.ts';

const MessagePage = ({
  icon,
  title,
  words,
  children,
}: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly words: string;
  readonly children?: ReactNode;
}) => (
  <main className={styles.page}>
    <EmptyState level={1} icon={icon} title={title} words={words}>
      {children}
    </EmptyState>
  </main>
);

const ToProjects = () => {
  const t = useText(appMessages);
  return (
    <Link href="/" className={buttonClass('primary', 'large')}>
      {t.toProjects}
    </Link>
  );
};

export const NotFoundPage = () => {
  const t = useText(appMessages);
  return (
    <MessagePage icon={<Link2Off size={22} />} title={t.notFoundTitle} words={t.notFoundWords}>
      <ToProjects />
    </MessagePage>
  );
};

export const NoProjectPage = () => {
  const t = useText(appMessages);
  return (
    <MessagePage icon={<Link2Off size={22} />} title={t.noProjectTitle} words={t.noProjectWords}>
      <ToProjects />
    </MessagePage>
  );
};

export const NoAccessPage = ({ name }: { readonly name: string }) => {
  const t = useText(appMessages);
  return (
    <MessagePage icon={<Lock size={22} />} title={t.noAccessTitle} words={t.noAccessWords(name)}>
      <ToProjects />
    </MessagePage>
  );
};

export const TooLargePage = () => {
  const t = useText(appMessages);
  return (
    <MessagePage icon={<Lock size={22} />} title={t.tooLargeTitle} words={t.tooLargeWords}>
      <ToProjects />
    </MessagePage>
  );
};

export const SessionOverPage = () => {
  const t = useText(appMessages);
  return (
    <MessagePage icon={<Lock size={22} />} title={t.sessionOverTitle} words={t.sessionOverWords}>
      {/* Not a link within the page: who this is must be asked anew. */}
      <a href="/" className={buttonClass('primary', 'large')}>
        {t.signIn}
      </a>
    </MessagePage>
  );
};

export const UnreachablePage = ({ onRetry }: { readonly onRetry: () => void }) => {
  const t = useText(appMessages);
  return (
    <MessagePage icon={<WifiOff size={22} />} title={t.unreachableTitle} words={t.unreachableWords}>
      <Button kind="primary" size="large" onClick={onRetry}>
        {t.tryAgain}
      </Button>
    </MessagePage>
  );
};

/** Words after 400 ms; nothing before, and never a bare spinner. */
export const LoadingPage = ({ words }: { readonly words?: string }) => {
  const t = useText(appMessages);
  return (
    <main className={styles.page}>
      <p className={styles.loading} role="status">
        {words ?? t.loading}
      </p>
    </main>
  );
};
