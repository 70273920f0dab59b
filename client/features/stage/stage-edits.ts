/** What a hand changes at a stage: each is one step of undo, of the scene's stage or of one shot's departure from it. */
import { type CameraMove, stillCamera } from '@oner/shared/camera/move.ts';
import { changeStage, setStage } from '@oner/shared/document/commands/entries.ts';
import { updateShot } from '@oner/shared/document/commands/shots.ts';
import type { ShotFields, StageFields } from '@oner/shared/document/schema.ts';
import { changeOf, fieldsThatDiffer, hasChanges, isFieldChanged } from '@oner/shared/document/stage-changes.ts';
import { stagedFigureSchema } from '@oner/shared/document/stage-schema.ts';
import type { StageEntry, Story } from '@oner/shared/document/story.ts';
import { createStaging } from '@oner/shared/generation/spec-stage.ts';
import type { SceneId, ShotId } from '@oner/shared/ids/ids.ts';
import type { Camera, SetPiece, Side, StagedFigure, StagedScene } from '@oner/shared/stage/scene.ts';
import type * as Y from 'yjs';
import type { Project } from '../../model/project.tsx';
import { gazesFollowing } from './gaze.ts';
import type { Scope } from './session.ts';

/** The parts in which a shot may depart from its scene's stage. */
export const departures = ['figures', 'pieces', 'extent', 'time', 'figuresEnd'] as const;
export type Departure = (typeof departures)[number];

const hasOwn = (entry: StageEntry, part: Departure): boolean =>
  entry[part] !== null ||
  (part === 'figures' && hasChanges(entry.figureChanges)) ||
  (part === 'pieces' && hasChanges(entry.pieceChanges));

/** In what this shot has a stage of its own. */
export const departuresOf = (entry: StageEntry | undefined): readonly Departure[] =>
  entry === undefined ? [] : departures.filter((part) => hasOwn(entry, part));

/** Whose stage a change of a part is written to: what a shot has of its own stays its own. */
export const scopeOf = (part: Departure, scope: Scope, entry: StageEntry | undefined): Scope =>
  entry !== undefined && entry[part] !== null ? 'shot' : scope;

/** Whose stage a change of a piece is written to. */
const pieceScope = (id: string, scope: Scope, entry: StageEntry | undefined): Scope =>
  changeOf(entry?.pieceChanges, id) === null ? scopeOf('pieces', scope, entry) : 'shot';

/** The figures and pieces that all shots of the scene follow. */
const sceneStage = (story: Story, id: SceneId): Pick<StagedScene, 'figures' | 'pieces'> => {
  const scene = story.scenes.find((each) => each.id === id);
  return scene ? createStaging(story).ofWholeScene(scene) : { figures: [], pieces: [] };
};

/** Each tells whether it was taken; why it was not is said where it is refused. */
export type StageEdits = {
  readonly setFigure: (figure: StagedFigure) => boolean;
  readonly setPiece: (piece: SetPiece) => boolean;
  readonly addPiece: (piece: SetPiece) => boolean;
  readonly removePiece: (id: string) => boolean;
  /** Of the scene, or of this shot alone: its size and its light; null gives it back to the script. */
  readonly setPlace: (fields: Pick<StageFields, 'extent' | 'time'>) => boolean;
  readonly setSide: (side: Side | null) => boolean;
  /** The camera as the hand has it, and the words that it has become. */
  readonly setCamera: (camera: Camera | null, words: ShotFields) => boolean;
  /** Keys by hand, with the words that the still has become; null gives the move back to its word. */
  readonly setMove: (move: CameraMove | null, words: ShotFields) => boolean;
  /** Gives camera and move back to the words. */
  readonly backToWords: () => boolean;
  /** Gives the move alone back to its word; the camera stays where the hand set it. */
  readonly backToWordMove: () => boolean;
  readonly setEnd: (figures: readonly StagedFigure[] | null) => boolean;
  /** Gives a shot's own parts back to its scene's stage. */
  readonly backToScene: () => boolean;
};

export type StageEditsOptions = {
  readonly project: Project;
  readonly scene: SceneId;
  readonly shot: ShotId;
  readonly scope: () => Scope;
  /** The set as the shot has it now. */
  readonly set: () => StagedScene | null;
  readonly refused: () => void;
};

/** The people with one of them as they are now, and the eyes that were on them still on them. */
const withFigure = (figures: readonly StagedFigure[], figure: StagedFigure): readonly StagedFigure[] => {
  const before = figures.find(({ name }) => name === figure.name);
  const moved = figures.map((each) => (each.name === figure.name ? figure : each));
  return before ? gazesFollowing(moved, before, figure) : moved;
};

/** What a shot's words let someone do on the scene's stage. */
const actedFields: ReadonlySet<string> = new Set<keyof StagedFigure>([
  'expression',
  'gaze',
  'gesture',
  'holds',
  'reach',
]);

/** The fields of a figure that a hand changed, parted by whose stage they are written to. */
export type ChangedFields = {
  readonly scene: readonly string[];
  readonly shot: readonly string[];
};

/** What this shot has otherwise than its scene, by its words or by hand, stays its own; of the rest `scope` says whose it is. */
export const changedFields = (
  { base, shown, next }: Readonly<Record<'base' | 'shown' | 'next', StagedFigure>>,
  isShots: (field: string) => boolean,
): ChangedFields => {
  const changed = fieldsThatDiffer(shown, next);
  const acted = new Set(fieldsThatDiffer(base, shown).filter((field) => actedFields.has(field)));
  const own = (field: string): boolean => isShots(field) || acted.has(field);
  return { scene: changed.filter((field) => !own(field)), shot: changed.filter(own) };
};

/** A figure with some fields as another has them. */
export const withFieldsOf = (figure: StagedFigure, other: StagedFigure, fields: readonly string[]): StagedFigure => {
  const kept = Object.entries(figure).filter(([field]) => !fields.includes(field));
  const set = Object.entries(other).filter(([field]) => fields.includes(field));
  return stagedFigureSchema.parse(Object.fromEntries([...kept, ...set]));
};

export const createStageEdits = ({ project, scene, shot, scope, set, refused }: StageEditsOptions): StageEdits => {
  const taken = (ok: boolean): boolean => {
    if (!ok) refused();
    return ok;
  };
  const write = (target: SceneId | ShotId, fields: StageFields): boolean =>
    taken(project.edit((doc) => setStage(doc, { target, fields })).ok);
  const withWords = (words: ShotFields, fields: StageFields): boolean =>
    taken(
      project.edit((doc) => {
        const said = updateShot(doc, { shot, fields: words, by: 'person' });
        return said.ok ? setStage(doc, { target: shot, fields }) : said;
      }).ok,
    );
  const entry = (): StageEntry | undefined => project.story.snapshot().stage.get(shot);
  const changePieces = (target: Scope, change: (pieces: readonly SetPiece[]) => SetPiece[]): boolean => {
    const now = target === 'shot' ? (set()?.pieces ?? []) : sceneStage(project.story.snapshot(), scene).pieces;
    const id = target === 'shot' ? shot : scene;
    return taken(project.edit((doc) => changeStage(doc, { target: id, list: 'pieces', now, next: change(now) })).ok);
  };
  const changeFigure = (doc: Y.Doc, target: SceneId | ShotId, now: readonly StagedFigure[], figure: StagedFigure) =>
    changeStage(doc, { target, list: 'figures', now, next: withFigure(now, figure) });
  return {
    setFigure: (figure) => {
      const { name } = figure;
      const [now, own] = [set()?.figures ?? [], entry()];
      const scenes = sceneStage(project.story.snapshot(), scene).figures;
      const [shown, base] = [now, scenes].map((list) => list.find((each) => each.name === name));
      const ofShot = scopeOf('figures', scope(), own) === 'shot';
      if (shown === undefined) return taken(false);
      if (ofShot || base === undefined) return taken(project.edit((doc) => changeFigure(doc, shot, now, figure)).ok);
      const isShots = (field: string): boolean => isFieldChanged(own?.figureChanges, name, field);
      const fields = changedFields({ base, shown, next: figure }, isShots);
      return taken(
        project.edit((doc) => {
          const moved = withFieldsOf(base, figure, fields.scene);
          const inScene = changeFigure(doc, scene, scenes, moved);
          if (!inScene.ok || fields.shot.length === 0) return inScene;
          const acting = withFieldsOf(shown, figure, fields.shot);
          return changeFigure(doc, shot, now, acting);
        }).ok,
      );
    },
    setPiece: (piece) =>
      changePieces(pieceScope(piece.id, scope(), entry()), (pieces) =>
        pieces.map((each) => (each.id === piece.id ? piece : each)),
      ),
    addPiece: (piece) => changePieces(scopeOf('pieces', scope(), entry()), (pieces) => [...pieces, piece]),
    removePiece: (id) =>
      changePieces(pieceScope(id, scope(), entry()), (pieces) => pieces.filter((piece) => piece.id !== id)),
    setPlace: (fields) => {
      const part = fields.extent === undefined ? 'time' : 'extent';
      return write(scopeOf(part, scope(), entry()) === 'shot' ? shot : scene, fields);
    },
    setSide: (side) => write(scene, { side }),
    setCamera: (camera, words) => withWords(words, { camera }),
    // The still of a move by hand is a moment of the move: a camera beside it would be another still.
    setMove: (move, words) => withWords(words, move === null ? { move } : { move, camera: null }),
    backToWords: () => write(shot, { camera: null, move: null }),
    backToWordMove: () => {
      const move = entry()?.move;
      return move ? write(shot, { move: null, camera: stillCamera(move) }) : false;
    },
    setEnd: (figures) => write(shot, { figuresEnd: figures === null ? null : [...figures] }),
    backToScene: () => write(shot, { figures: null, pieces: null, extent: null, time: null, figuresEnd: null }),
  };
};
