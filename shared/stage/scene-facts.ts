import type { Body, Build, FigureLook, SetPiece, StagedFigure, TimeOfDay } from './scene.ts';

/** What is known of a person; what is null is guessed from name and words, the same way every time. */
export type PersonFacts = {
  readonly name: string;
  readonly description: string;
  /** Years. */
  readonly age: number | null;
  readonly body: Body | null;
  /** Metres. */
  readonly height: number | null;
  readonly build: Build | null;
  readonly look: FigureLook | null;
  /** What the whole script says of them; without it, what the scene says. */
  readonly about?: string;
};

export type SceneFacts = {
  readonly setting: 'INT' | 'EXT' | 'INT/EXT' | null;
  readonly place: string;
  /** As written in the heading. */
  readonly time: string;
  /** What a time such as LATER or CONTINUOUS, or none at all, goes on from; day when null. */
  readonly timeBefore: TimeOfDay | null;
  /** The scene's blocks in order; `type` is a block type of the screenplay. */
  readonly blocks: readonly { readonly type: string; readonly text: string }[];
  /** Who is on the set, the two main ones first. */
  readonly cast: readonly PersonFacts[];
  /** Machines that speak: they stand on the set under the names of their cues. */
  readonly things?: readonly string[];
  /** Staged by hand; each part replaces what would be derived. */
  readonly figures: readonly StagedFigure[] | null;
  readonly pieces: readonly SetPiece[] | null;
};
