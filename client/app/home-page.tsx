import { Redirect } from 'wouter';
import { Home } from '../features/home/home.tsx';
import { EmailSignIn } from '../features/sign-in/email-sign-in.tsx';
import { useSession } from '../model/session.tsx';
import { useText } from '../ui/language.tsx';
import { Region } from '../ui/region.tsx';
import { Seal } from '../ui/seal.tsx';
import styles from './bar.module.css';
import { KeysPanel } from './keys-panel.tsx';
import { LoadingPage, UnreachablePage } from './message-pages.tsx';
import { appMessages } from './messages.ts';
import { Palette } from './palette.tsx';
import { LookControls, PersonMenu } from './person-controls.tsx';
import workspaceStyles from './workspace.module.css';

const HomeBar = () => {
  const t = useText(appMessages);
  return (
    <Region as="header" className={styles.bar} label={t.bar}>
      <Seal />
      <div className={styles.crumb}>
        <b className={styles.title}>Oner</b>
        <span lang="zh-CN">一镜</span>
      </div>
      <Palette places={false} findClass={styles.find} />
      <LookControls />
      <PersonMenu />
    </Region>
  );
};

/** The projects; a guest has one, and goes there. */
export const HomePage = () => {
  const { session, refresh } = useSession();
  switch (session.kind) {
    case 'asking':
      return <LoadingPage />;
    case 'unreachable':
      return <UnreachablePage onRetry={() => void refresh()} />;
    case 'signed-out':
      return <EmailSignIn />;
    case 'signed-in':
      if (session.me.kind === 'guest' && session.me.project !== null)
        return <Redirect to={`/p/${session.me.project}`} />;
      return (
        <div className={workspaceStyles.page}>
          <HomeBar />
          <Home me={session.me} />
          <KeysPanel />
        </div>
      );
  }
};
