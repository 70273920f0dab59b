import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { NoticeList } from './notice.tsx';
import { hiddenClass } from './visually-hidden.tsx';

export type Announcer = {
  /** Tells assistive technology, politely: shot numbers on J and K, a reorder, a frame that is ready, who joined. */
  readonly say: (text: string) => void;
  /** Shows everyone a short confirmation that goes away by itself. */
  readonly notify: (text: string) => void;
  /** Shows a refusal, as an alert, until it is closed. */
  readonly refuse: (text: string) => void;
};

export type Notice = { readonly id: number; readonly kind: 'note' | 'refusal'; readonly text: string };

const noticeMs = 5000;
const AnnouncerContext = createContext<Announcer>({ say: () => {}, notify: () => {}, refuse: () => {} });

/** The one polite live region (`#live`) of the page, and the notices at its foot. */
export const AnnouncerScope = ({
  closeLabel,
  children,
}: {
  readonly closeLabel: string;
  readonly children: ReactNode;
}) => {
  const [said, setSaid] = useState('');
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const close = useCallback((id: number) => setNotices((all) => all.filter((notice) => notice.id !== id)), []);
  const announcer = useMemo<Announcer>(() => {
    let count = 0;
    // A no-break space makes a sentence that is said twice running a new one.
    const say = (text: string): void => setSaid((before) => (before === text ? `${text}\u00a0` : text));
    const show = (kind: Notice['kind'], text: string): number => {
      const id = ++count;
      setNotices((all) => [...all.filter((notice) => notice.text !== text), { id, kind, text }].slice(-3));
      return id;
    };
    return {
      say,
      notify: (text) => {
        say(text);
        const id = show('note', text);
        setTimeout(() => close(id), noticeMs);
      },
      refuse: (text) => {
        show('refusal', text);
      },
    };
  }, [close]);
  return (
    <AnnouncerContext value={announcer}>
      {children}
      <div id="live" className={hiddenClass} role="status" aria-live="polite">
        {said}
      </div>
      <NoticeList notices={notices} closeLabel={closeLabel} onClose={close} />
    </AnnouncerContext>
  );
};

export const useAnnouncer = (): Announcer => useContext(AnnouncerContext);
