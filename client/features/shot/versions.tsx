import type { Frame } from '@oner/shared/document/desk.ts';
import type { Shot } from '@oner/shared/document/story.ts';
import type { FrameId } from '@oner/shared/ids/ids.ts';
import { cardWidth } from '@oner/shared/protocol/http/card-width.ts';
import { Check, Clapperboard, Upload } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { assetUrl } from '../../connection/api.ts';
import { isOutOfDate, pictureAsset, useCan, useMeta, useProject, useSpecHashes } from '../../model/project.tsx';
import { Button } from '../../ui/button.tsx';
import { FrameBadge } from '../../ui/frame-overlay.tsx';
import { useLanguage, useText } from '../../ui/language.tsx';
import { ShotFrame } from '../../ui/shot-frame.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { ageWords, useNow } from './age.ts';
import { shotMessages } from './messages.ts';
import styles from './shot-page.module.css';
import type { FrameActions } from './use-frame-actions.ts';
import { useProviders } from './use-providers.ts';

const Version = ({
  frame,
  number,
  viewed,
  picked,
  outOfDate,
  name,
}: {
  readonly frame: Frame;
  readonly number: number;
  readonly viewed: boolean;
  readonly picked: boolean;
  readonly outOfDate: boolean;
  /** Of its provider. */
  readonly name: string;
}) => {
  const t = useText(shotMessages);
  const language = useLanguage();
  const { aspect } = useMeta();
  const age = ageWords(frame.at, useNow(), { language, justNow: t.now });
  return (
    <div
      role="option"
      tabIndex={viewed ? 0 : -1}
      aria-selected={viewed}
      data-frame={frame.id}
      className={styles.version}
    >
      <ShotFrame aspect={aspect} src={assetUrl(pictureAsset(frame), cardWidth)} alt="">
        {(picked || outOfDate || frame.kind === 'video') && (
          <FrameBadge corner="topLeft">
            {frame.kind === 'video' && <Clapperboard size={12} aria-label={t.isClip} />}
            {picked && <Check size={12} aria-hidden />}
            {picked && t.isPicked}
            {outOfDate && <StateMark shape="triangle" />}
            {outOfDate && t.outOfDate}
          </FrameBadge>
        )}
      </ShotFrame>
      <span className={styles.legend}>
        <span>{t.versionBy(number, name)}</span>
        <span>{age}</span>
      </span>
    </div>
  );
};

const UploadButton = ({ actions }: { readonly actions: FrameActions }) => {
  const t = useText(shotMessages);
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        kind="outline"
        title={t.uploadPicture}
        aria-label={t.uploadPicture}
        onClick={() => picker.current?.click()}
      >
        <Upload size={15} aria-hidden />
        {t.upload}
      </Button>
      <input
        ref={picker}
        type="file"
        tabIndex={-1}
        aria-hidden
        className={styles.picker}
        accept="image/png,image/jpeg,image/webp,image/avif"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) void actions.upload(file);
          event.target.value = '';
        }}
      />
    </>
  );
};

/** The focus on the viewed version, when someone asks for the versions. */
const useWishedFocus = (list: React.RefObject<HTMLElement | null>): void => {
  const { selection } = useProject();
  useEffect(
    () =>
      selection.onWish(['versions'], () => list.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus()),
    [selection, list],
  );
};

/** All frames of a shot, newest first: arrows look at them, Enter picks. Nothing is ever picked by itself. */
export const Versions = ({
  shot,
  frames,
  viewed,
  actions,
  onView,
}: {
  readonly shot: Shot;
  /** Oldest first. */
  readonly frames: readonly Frame[];
  readonly viewed: Frame | null;
  readonly actions: FrameActions;
  readonly onView: (frame: FrameId) => void;
}) => {
  const t = useText(shotMessages);
  const mayEdit = useCan('edit');
  const mayGenerate = useCan('generate');
  const hashes = useSpecHashes(shot.id);
  const providers = useProviders();
  const list = useRef<HTMLDivElement>(null);
  useWishedFocus(list);
  const newestFirst = frames.toReversed();
  const numberOf = (frame: Frame): number => frames.indexOf(frame) + 1;
  const ownNames = new Map([
    ['upload', t.upload],
    ['drawing', t.drawn],
  ]);
  const nameOf = ({ provider }: Frame): string =>
    ownNames.get(provider) ?? providers.find(({ id }) => id === provider)?.name ?? provider;
  const view = (frame: Frame | undefined): void => {
    if (frame === undefined) return;
    onView(frame.id);
    list.current?.querySelector<HTMLElement>(`[data-frame="${CSS.escape(frame.id)}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (viewed === null || event.altKey || event.ctrlKey || event.metaKey) return;
    const at = newestFirst.indexOf(viewed);
    if (event.key === 'ArrowDown' || event.key === 'ArrowRight') view(newestFirst[at + 1]);
    else if (event.key === 'ArrowUp' || event.key === 'ArrowLeft') view(newestFirst[at - 1]);
    else if (event.key === 'Enter' && mayEdit) actions.pick(viewed.id, numberOf(viewed));
    else return;
    event.preventDefault();
  };
  return (
    <section className={styles.column} aria-label={t.versions}>
      <div
        ref={list}
        className={styles.versions}
        role="listbox"
        tabIndex={-1}
        aria-label={t.versions}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          const id = (event.target as Element).closest<HTMLElement>('[data-frame]')?.dataset.frame;
          view(frames.find((frame) => frame.id === id));
        }}
      >
        {newestFirst.map((frame) => (
          <Version
            key={frame.id}
            frame={frame}
            number={numberOf(frame)}
            viewed={frame === viewed}
            picked={frame.id === shot.pick}
            outOfDate={isOutOfDate(frame, hashes)}
            name={nameOf(frame)}
          />
        ))}
      </div>
      {(mayEdit || mayGenerate) && (
        <div className={styles.acts}>
          {mayEdit && viewed !== null && viewed.id !== shot.pick && (
            <Button kind="outline" onClick={() => actions.pick(viewed.id, numberOf(viewed))}>
              <Check size={15} aria-hidden />
              {t.pickThis(numberOf(viewed))}
            </Button>
          )}
          {mayEdit && viewed !== null && viewed.id === shot.pick && (
            <Button kind="outline" title={t.unpick} onClick={() => actions.pick(null, 0)}>
              {t.unpick}
            </Button>
          )}
          {mayGenerate && <UploadButton actions={actions} />}
        </div>
      )}
    </section>
  );
};
