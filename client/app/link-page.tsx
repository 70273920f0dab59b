import { useLocation } from 'wouter';
import { LinkSignIn } from '../features/sign-in/link-sign-in.tsx';
import { useSession } from '../model/session.tsx';

export const LinkPage = ({ token }: { readonly token: string }) => {
  const { refresh } = useSession();
  const [, navigate] = useLocation();
  const enter = async (project: string): Promise<void> => {
    await refresh();
    navigate(`/p/${project}`, { replace: true });
  };
  return <LinkSignIn token={token} onEntered={(project) => void enter(project)} />;
};
