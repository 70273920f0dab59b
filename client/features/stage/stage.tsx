import { describeCamera } from '@oner/shared/camera/describe.ts';
import type { ShotFields } from '@oner/shared/document/schema.ts';
import type { Shot } from '@oner/shared/document/story.ts';
import { playedAt } from '@oner/shared/generation/spec-play.ts';
import type { SceneId, ShotId } from '@oner/shared/ids/ids.ts';
import { figuresAt } from '@oner/shared/stage/figure-move.ts';
import type { Camera, StagedFigure, StagedScene } from '@oner/shared/stage/scene.ts';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { useCan, useProject, useShot } from '../../model/project.tsx';
import { useCurrentShot } from '../../model/view.ts';
import { useText } from '../../ui/language.tsx';
import { useAnnouncer } from '../../ui/live-region.tsx';
import { stageMessages } from './messages.ts';
import { withKey } from './move-keys.ts';
import { useDraftSharer, useRemoteDrafts } from './remote-drafts.ts';
import { createSession, type Draft, type Session, type SessionStore, sameThing, withDraft } from './session.ts';
import { createStageEdits, type StageEdits } from './stage-edits.ts';
import { type Staged, useStaged } from './use-staged.ts';

/** What holds something at the stage: it is seen at once, and written when it is let go. */
export type Hand = {
  /** Takes or moves it. */
  readonly hold: (draft: Draft) => void;
  /** Lets it go where it is. */
  readonly drop: () => void;
  /** Moves it by a step that is one of several: what follows soon is one step of undo with it. */
  readonly nudge: (draft: Draft) => void;
  /** Puts it back. */
  readonly cancel: () => void;
};

export type Stage = {
  readonly shot: Shot;
  readonly staged: Staged | null;
  readonly session: SessionStore;
  /** Null for those who may not edit, and for a shot without a scene. */
  readonly edits: StageEdits | null;
  readonly hand: Hand | null;
  readonly remote: readonly Draft[];
};

const StageContext = createContext<Stage | null>(null);

export const useStage = (): Stage => {
  const stage = useContext(StageContext);
  if (stage === null) throw new Error('a stage needs a StageScope above it');
  return stage;
};

/** One thing of the session; wakes when that changes. */
export const useSession = <T,>(session: SessionStore, select: (session: Session) => T): T =>
  useSyncExternalStore(session.subscribe, () => select(session.get()));

export type Shown = { readonly set: StagedScene; readonly seen: StagedScene; readonly camera: Camera };

/** The stage with everything where hands have it now, at the moment that is shown. */
export const useShown = (): Shown | null => {
  const { staged, session, remote } = useStage();
  const draft = useSession(session, (now) => now.draft);
  const moment = useSession(session, (now) => now.moment);
  return useMemo(() => {
    if (staged === null) return null;
    const drafts = draft === null ? remote : [...remote, draft];
    const held = drafts.findLast((each) => each.kind === 'camera');
    const now = moment === null ? staged.spec.staged : playedAt(staged.spec, staged.play, moment);
    const { set } = staged.spec;
    const setNow = moment === null ? set : { ...set, figures: figuresAt(set.figures, staged.play.figuresEnd, moment) };
    return {
      set: drafts.reduce(withDraft, setNow),
      seen: drafts.reduce(withDraft, now.scene),
      camera: held?.kind === 'camera' ? held.camera : now.camera,
    };
  }, [staged, remote, draft, moment]);
};

/** The words that a camera makes of the shot, as fields of it. */
export const wordsOf = ({ spec }: Staged, camera: Camera): ShotFields => {
  const { framing, subjects, set } = spec;
  const before = { size: framing.size, framing: framing.framing };
  const { subjects: _, ...words } = describeCamera(set, camera, { subjects, before });
  return words;
};

/** The pause that ends a series of small steps, ms. */
const nudgeMs = 600;

/** A camera that is let go: the shot's own; while it moves by hand, or another moment is shown, a key of its move. */
const writeCamera = (camera: Camera, edits: StageEdits, { staged, moment }: Now): boolean => {
  const { play, spec } = staged;
  if (moment === null && spec.handMove === null) return edits.setCamera(camera, wordsOf(staged, camera));
  const at = moment ?? play.stillAt;
  const isStill = Math.abs(at - play.stillAt) < 1e-6;
  return edits.setMove(withKey(play.move, at, camera), isStill ? wordsOf(staged, camera) : {});
};

/** Everyone where they are when the shot ends, one of them moved there. */
const endWith = ({ spec, play }: Staged, figure: StagedFigure): readonly StagedFigure[] => {
  const { motion: _, ...still } = figure;
  return (play.figuresEnd ?? spec.set.figures).map((each) => (each.name === figure.name ? still : each));
};

type Now = { readonly staged: Staged; readonly moment: number | null };

const writeDraft = (draft: Draft, edits: StageEdits, now: Now): boolean => {
  switch (draft.kind) {
    case 'figure':
      return now.moment === 1 ? edits.setEnd(endWith(now.staged, draft.figure)) : edits.setFigure(draft.figure);
    case 'piece':
      return edits.setPiece(draft.piece);
    case 'camera':
      return writeCamera(draft.camera, edits, now);
  }
};

type HandOptions = {
  readonly session: SessionStore;
  readonly edits: StageEdits;
  readonly share: (draft: Draft | null) => void;
  readonly staged: () => Staged | null;
};

const createHand = ({ session, edits, share, staged }: HandOptions): Hand => {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const stopWaiting = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const hold = (draft: Draft): void => {
    stopWaiting();
    const before = session.get();
    if (before.draft !== null && !before.dropped && !sameThing(before.draft, draft)) drop();
    session.change({ draft, dropped: false });
    share(draft);
  };
  const cancel = (): void => {
    stopWaiting();
    session.change({ draft: null, dropped: false });
    share(null);
  };
  const drop = (): void => {
    stopWaiting();
    const { draft, dropped, moment } = session.get();
    const now = staged();
    if (draft === null || dropped || now === null) return;
    // It stays where it is until the stage has been solved with it.
    if (writeDraft(draft, edits, { staged: now, moment })) session.change({ dropped: true });
    else session.change({ draft: null });
    share(null);
  };
  return {
    hold,
    drop,
    cancel,
    nudge: (draft) => {
      hold(draft);
      timer = setTimeout(drop, nudgeMs);
    },
  };
};

/** The latest value, for what is asked later. */
const useLatest = <T,>(value: T): (() => T) => {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return useCallback(() => latest.current, []);
};

const useEdits = (shot: Shot, staged: () => Staged | null, session: SessionStore): StageEdits | null => {
  const t = useText(stageMessages);
  const project = useProject();
  const { refuse } = useAnnouncer();
  const mayEdit = useCan('edit');
  const { id, scene } = shot;
  return useMemo(() => {
    if (!mayEdit || scene === null) return null;
    return createStageEdits({
      project,
      scene,
      shot: id,
      scope: () => session.get().scope,
      set: () => staged()?.spec.set ?? null,
      refused: () => refuse(t.refused),
    });
  }, [mayEdit, scene, project, id, session, staged, refuse, t]);
};

/** What is let go stays in the hand until the stage was solved with it, or it would jump back for a moment. */
const useSettled = (staged: Staged | null, session: SessionStore): void => {
  const { story } = useProject();
  useEffect(() => {
    if (session.get().dropped && staged?.story === story.snapshot()) session.change({ draft: null, dropped: false });
  }, [staged, session, story]);
};

const ScopeOf = ({ shot, children }: { readonly shot: Shot; readonly children: ReactNode }) => {
  const [session] = useState(createSession);
  const staged = useStaged(shot.id);
  const latest = useLatest(staged);
  const edits = useEdits(shot, latest, session);
  const remote = useRemoteDrafts(shot.scene, shot.id);
  const { id, scene } = shot;
  const where = useCallback(
    (): { scene: SceneId; shot: ShotId; alone: boolean } => ({
      scene: scene ?? ('' as SceneId), // nobody edits the stage of no scene
      shot: id,
      alone: session.get().scope === 'shot',
    }),
    [scene, id, session],
  );
  const { share } = useDraftSharer(where);
  const hand = useMemo(
    () => (edits === null ? null : createHand({ session, edits, share, staged: latest })),
    [session, edits, share, latest],
  );
  // What is in the hand when one leaves is let go, not lost.
  const letGo = useRef<Hand | null>(null);
  useEffect(() => {
    letGo.current = hand;
  });
  useEffect(() => () => letGo.current?.drop(), []);
  useSettled(staged, session);
  const stage = useMemo(
    () => ({ shot, staged, session, edits, hand, remote }),
    [shot, staged, session, edits, hand, remote],
  );
  return <StageContext value={stage}>{children}</StageContext>;
};

/** The stage of the shot that the address names, for all that shows it. */
export const StageScope = ({ children }: { readonly children: ReactNode }) => {
  const id = useCurrentShot();
  const shot = useShot(id ?? ('' as never)); // no shot has the empty id
  if (shot === null) return children;
  return (
    <ScopeOf key={shot.id} shot={shot}>
      {children}
    </ScopeOf>
  );
};
