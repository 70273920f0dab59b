/** What one person does at a stage now: what is chosen, what is in the hand, and the moment that is shown. Nothing of it is stored. */
import type { Camera, SetPiece, StagedFigure, StagedScene } from '@oner/shared/stage/scene.ts';
import { createObservable, type Observable } from '../../connection/observable.ts';

/** What is chosen on the stage, in plan and lens alike. */
export type Chosen =
  | { readonly kind: 'figure'; readonly name: string }
  | { readonly kind: 'piece'; readonly id: string }
  | { readonly kind: 'camera' };

export const sameChosen = (a: Chosen | null, b: Chosen | null): boolean =>
  a === b ||
  (a?.kind === 'figure' && b?.kind === 'figure' && a.name === b.name) ||
  (a?.kind === 'piece' && b?.kind === 'piece' && a.id === b.id) ||
  (a?.kind === 'camera' && b?.kind === 'camera');

/** Which stage is edited: the one that all shots of the scene follow, or this shot's departure from it. */
export const scopes = ['scene', 'shot'] as const;
export type Scope = (typeof scopes)[number];

/** What a drag in the view through the lens does. */
export const handTools = ['things', 'orbit', 'dolly', 'truck', 'crane', 'pan', 'roll', 'zoom'] as const;
export type HandTool = (typeof handTools)[number];

/** What is being moved: seen at once here and by others, written when it is let go. */
export type Draft =
  | { readonly kind: 'figure'; readonly figure: StagedFigure }
  | { readonly kind: 'piece'; readonly piece: SetPiece }
  | { readonly kind: 'camera'; readonly camera: Camera };

export const sameThing = (a: Draft, b: Draft): boolean =>
  (a.kind === 'figure' && b.kind === 'figure' && a.figure.name === b.figure.name) ||
  (a.kind === 'piece' && b.kind === 'piece' && a.piece.id === b.piece.id) ||
  (a.kind === 'camera' && b.kind === 'camera');

export type Session = {
  readonly chosen: Chosen | null;
  readonly scope: Scope;
  readonly tool: HandTool;
  readonly draft: Draft | null;
  /** Whether the draft was let go, and written: it is shown until the stage is solved with it. */
  readonly dropped: boolean;
  /** The share of the shot's duration that is shown; null: the still. */
  readonly moment: number | null;
  readonly playing: boolean;
};

export type SessionStore = Observable<Session> & { readonly change: (patch: Partial<Session>) => void };

const atFirst: Session = {
  chosen: null,
  scope: 'scene',
  tool: 'orbit',
  draft: null,
  dropped: false,
  moment: null,
  playing: false,
};

export const createSession = (): SessionStore => {
  const value = createObservable<Session>(atFirst);
  return {
    get: value.get,
    subscribe: value.subscribe,
    change: (patch) => value.set({ ...value.get(), ...patch }),
  };
};

const withFigure = (scene: StagedScene, figure: StagedFigure): StagedScene => {
  if (!scene.figures.some(({ name }) => name === figure.name)) return scene;
  return { ...scene, figures: scene.figures.map((each) => (each.name === figure.name ? figure : each)) };
};
const withPiece = (scene: StagedScene, piece: SetPiece): StagedScene => {
  if (!scene.pieces.some(({ id }) => id === piece.id)) return scene;
  return { ...scene, pieces: scene.pieces.map((each) => (each.id === piece.id ? piece : each)) };
};

/** The scene with what is in a hand where the hand has it; the same object when nothing of it is. */
export const withDraft = (scene: StagedScene, draft: Draft | null): StagedScene => {
  switch (draft?.kind) {
    case 'figure':
      return withFigure(scene, draft.figure);
    case 'piece':
      return withPiece(scene, draft.piece);
    default:
      return scene;
  }
};
