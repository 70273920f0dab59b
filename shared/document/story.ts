/**
 * The `story` as readers see it: immutable snapshots with structural sharing (what did not change keeps its
 * identity), so that views and hooks compare by `===`.
 */
import type { CameraMove } from '../camera/move.ts';
import type { Angle, Framing, Movement, ShotSize } from '../camera/vocabulary.ts';
import type { NumberScheme, Revision } from '../fountain/revision.ts';
import type { Block, BlockType, Run, TitlePageEntry } from '../fountain/screenplay.ts';
import type {
  BlockId,
  CastId,
  FrameId,
  LookId,
  PlaceId,
  PropId,
  RevisionId,
  RuleId,
  SceneId,
  ShotId,
} from '../ids/ids.ts';
import type { PictureStyle } from '../stage/picture-style.ts';
import type { Body, Build, Camera, FigureLook, SetPiece, Side, StagedFigure, TimeOfDay, Vec3 } from '../stage/scene.ts';
import type { ListChanges } from './stage-changes.ts';

export type Meta = {
  readonly schema: number;
  readonly title: string;
  readonly authors: string;
  readonly draft: string;
  /** BCP 47, such as `en` or `zh-CN`. */
  readonly language: string;
  /** Width over height. */
  readonly aspect: number;
  readonly fps: number;
  /** The hand that frames of the project are drawn in. */
  readonly style: PictureStyle;
  /** Whether (CONT'D) is kept at cues by itself as the script is written. */
  readonly continued: boolean;
  readonly titlePage: readonly TitlePageEntry[];
};

export type ScriptBlock = {
  readonly id: BlockId;
  readonly type: BlockType;
  readonly runs: readonly Run[];
  /** The runs' text, joined. */
  readonly text: string;
  readonly number: string | null;
  readonly depth: number;
  readonly dual: 'left' | 'right' | null;
};

/** A place in the script: a block and an offset in UTF-16 units into its text. */
export type ScriptPoint = { readonly block: BlockId; readonly offset: number };

/** The words that a shot covers, from `start` to `end`, ends included; `blocks` are those from first to last in script order. */
export type Anchor = {
  readonly blocks: readonly BlockId[];
  readonly start: ScriptPoint;
  readonly end: ScriptPoint;
};

/** Who made a shot what it is: only shots whose `origin` is `breakdown` may be replaced by another breakdown. */
export type ShotOrigin = 'person' | 'breakdown';

export type Shot = {
  readonly id: ShotId;
  /** Null when its scene is no longer in the script: the shot is unplaced. */
  readonly scene: SceneId | null;
  /** The scene that it was made for, even if that is gone. */
  readonly writtenScene: SceneId;
  /** Printed number, such as `12A`; null when unplaced. */
  readonly number: string | null;
  /** Fractional index among the scene's shots. */
  readonly order: string;
  readonly origin: ShotOrigin;
  readonly size: ShotSize;
  readonly angle: Angle;
  /** Degrees, −45 to 45. */
  readonly roll: number;
  readonly framing: Framing;
  readonly movement: Movement;
  /** Focal length, mm. */
  readonly lens: number;
  /** Names of the cast as the script writes them; the first is the main one. */
  readonly subjects: readonly string[];
  readonly description: string;
  readonly dialogue: string;
  readonly durationMs: number;
  readonly notes: string;
  /** Null when it covers no words, or its words are gone. */
  readonly anchor: Anchor | null;
  readonly pick: FrameId | null;
};

export type Scene = {
  readonly id: SceneId;
  /** Printed number: the heading's own, else counted. */
  readonly number: string;
  readonly heading: string;
  readonly setting: 'INT' | 'EXT' | 'INT/EXT' | null;
  readonly place: string;
  /** As written. */
  readonly time: string;
  /** The scene's blocks, its heading first. */
  readonly blocks: readonly ScriptBlock[];
  /** Names of those who speak, in order of appearance, without extensions. */
  readonly cast: readonly string[];
  /** Length in eighths of a page, at least 1. */
  readonly eighths: number;
  /** The page that its heading stands on, from 1. */
  readonly page: number;
  /** In board order. */
  readonly shots: readonly ShotId[];
};

export type CastMember = {
  readonly id: CastId;
  readonly name: string;
  readonly description: string;
  readonly age: number | null;
  readonly body: Body | null;
  /** Metres. */
  readonly height: number | null;
  readonly build: Build | null;
  readonly look: FigureLook | null;
  /** Asset ids of reference pictures. */
  readonly references: readonly string[];
};

export type NamedEntry<Id> = {
  readonly id: Id;
  readonly name: string;
  readonly description: string;
  readonly references: readonly string[];
};

/**
 * What a person staged by hand, for a scene or for one shot of it; absent parts are derived from the script. A shot's
 * parts go before its scene's.
 */
export type StageEntry = {
  readonly figures: readonly StagedFigure[] | null;
  readonly pieces: readonly SetPiece[] | null;
  /** What hands changed of single figures and pieces, laid over the list above or over what it is derived from. */
  readonly figureChanges: ListChanges;
  readonly pieceChanges: ListChanges;
  /** The room's or ground's width, wall height and depth, metres. */
  readonly extent: Vec3 | null;
  /** The light, when it is not the heading's. */
  readonly time: TimeOfDay | null;
  /** Of a scene: the side of the line of action that its cameras keep to. */
  readonly side: Side | null;
  /** Of a shot. */
  readonly camera: Camera | null;
  /** Of a shot: how its camera moves, in place of what its movement's word says. */
  readonly move: CameraMove | null;
  /** Of a shot: where its figures are when it ends; who is not named stays. */
  readonly figuresEnd: readonly StagedFigure[] | null;
};

/** A page as it was when pages were locked. */
export type LockedPage = {
  /** What stands at its top, such as `12` or `12A`. */
  readonly label: string;
  /** The block that it begins in, and how many letters of that block's printed text stand on the page before. */
  readonly block: BlockId;
  readonly offset: number;
  /** The words around that place, to find it again when letters came and went; empty when the page begins with the block. */
  readonly before: string;
  readonly after: string;
  /** The blocks that begin on it, in order: when the first are gone it begins with the next. */
  readonly blocks: readonly BlockId[];
};

/** A block of an omitted scene as it was. */
export type OmittedBlock = Block & { readonly id: BlockId };

/** How far the script is in production: its revisions, and what of it is locked. */
export type Production = {
  /** Oldest first. */
  readonly revisions: readonly Revision[];
  /** The revision that changes belong to now; null: changes are not marked. */
  readonly current: RevisionId | null;
  /** Null: scene numbers are not locked. */
  readonly sceneNumbers: NumberScheme | null;
  /** Null: pages are not locked. */
  readonly pages: readonly LockedPage[] | null;
  /** What omitted scenes held, their headings first. */
  readonly omitted: ReadonlyMap<SceneId, readonly OmittedBlock[]>;
};

export type Story = {
  readonly meta: Meta;
  readonly production: Production;
  readonly blocks: readonly ScriptBlock[];
  readonly scenes: readonly Scene[];
  readonly shots: ReadonlyMap<ShotId, Shot>;
  /** Shots whose scene was deleted, by order. */
  readonly unplaced: readonly ShotId[];
  readonly cast: ReadonlyMap<CastId, CastMember>;
  readonly places: ReadonlyMap<PlaceId, NamedEntry<PlaceId>>;
  readonly props: ReadonlyMap<PropId, NamedEntry<PropId>>;
  readonly looks: ReadonlyMap<LookId, NamedEntry<LookId>>;
  readonly rules: ReadonlyMap<RuleId, NamedEntry<RuleId>>;
  readonly stage: ReadonlyMap<SceneId | ShotId, StageEntry>;
};
