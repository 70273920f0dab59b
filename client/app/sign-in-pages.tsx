import { useLocation, useSearchParams } from 'wouter';
import { EmailSignIn } from '../features/sign-in/email-sign-in.tsx';
import { LinkSignIn } from '../features/sign-in/link-sign-in.tsx';
import { useSession } from '../model/session.tsx';

/** Only a path of this very site: a link must not send anyone elsewhere. */
const safePath = (path: string | null): string => (path !== null && /^\/(?![/\\])/.test(path) ? path : '/');

export const EmailPage = () => {
  const { session } = useSession();
  const [params] = useSearchParams();
  const [, navigate] = useLocation();
  const next = safePath(params.get('next'));
  return (
    <EmailSignIn signedIn={session.kind === 'signed-in' ? session.me.name : null} onContinue={() => navigate(next)} />
  );
};

export const LinkPage = ({ token }: { readonly token: string }) => {
  const { refresh } = useSession();
  const [, navigate] = useLocation();
  const enter = async (project: string): Promise<void> => {
    await refresh();
    navigate(`/p/${project}`, { replace: true });
  };
  return <LinkSignIn token={token} onEntered={(project) => void enter(project)} />;
};
