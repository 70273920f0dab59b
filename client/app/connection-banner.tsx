import { CloudAlert, Lock, Wifi, WifiOff } from 'lucide-react';
import { useProject, useSync } from '../model/project.tsx';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { useText } from '../ui/language.tsx';
import { appMessages } from './messages.ts';
import { type RefusedEdits, RefusedText } from './refused-edits.tsx';

/** One line under the bar while the connection is not as it should be. It never stands in the way of writing. */
export const ConnectionBanner = () => {
  const t = useText(appMessages);
  const { retry } = useProject();
  const state = useSync();
  if (state.kind === 'saving' && state.storageFails) {
    return <Banner tone="warn" icon={<CloudAlert size={16} />} title={t.storageTitle} words={t.storageWords} />;
  }
  if (state.kind !== 'offline') return null;
  if (!state.reconnecting) {
    return (
      <Banner tone="warn" icon={<WifiOff size={16} />} title={t.offlineTitle} words={t.offlineWords(state.kept)} />
    );
  }
  return (
    <Banner tone="info" icon={<Wifi size={16} />} title={t.reconnectingTitle} words={t.reconnectingWords(state.kept)}>
      <Button kind="outline" onClick={retry}>
        {t.tryNow}
      </Button>
    </Banner>
  );
};

const reasonText = (reason: string, t: (typeof appMessages)['en']): string => {
  switch (reason) {
    case 'read-only':
      return t.deniedReadOnly;
    case 'document-too-large':
      return t.deniedTooLarge;
    default:
      return t.deniedOther;
  }
};

/** Stays until it is closed: what was refused, why, and where the words are. */
export const RefusedBanner = ({
  refused,
  onDismiss,
}: {
  readonly refused: RefusedEdits;
  readonly onDismiss: () => void;
}) => {
  const t = useText(appMessages);
  const reason = reasonText(refused.reason, t);
  return (
    <Banner
      tone="bad"
      icon={<Lock size={16} />}
      title={t.deniedTitle}
      words={refused.text.length === 0 ? reason : `${reason} ${t.deniedText(refused.text.length)}`}
    >
      {refused.text.length > 0 && <RefusedText text={refused.text} />}
      <Button kind="outline" onClick={onDismiss}>
        {t.dismiss}
      </Button>
    </Banner>
  );
};
