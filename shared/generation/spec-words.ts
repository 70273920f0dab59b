/** The script's words that a shot covers, and the thing that an insert shows. */
import type { Scene, Shot } from '../document/story.ts';
import type { SetPieceKind, StagedScene } from '../stage/scene.ts';

/** The anchored words, a line for each block; empty when the shot covers none. */
export const coveredWords = (scene: Scene, { anchor }: Shot): string => {
  if (!anchor) return '';
  const covered = new Set(anchor.blocks);
  return scene.blocks
    .filter(({ id }) => covered.has(id))
    .map(({ id, text }) => {
      const start = id === anchor.start.block ? anchor.start.offset : 0;
      const end = id === anchor.end.block ? anchor.end.offset : text.length;
      return text.slice(start, end);
    })
    .join('\n');
};

const capitals = /\b[A-Z][A-Z'’-]{2,}(?: [A-Z][A-Z'’-]+){0,2}\b/g;

/** A machine that a shot has for its main subject: the shot shows the thing. */
const speakingThing = ({ subjects: [main = ''] }: Shot, scene: StagedScene): string | null => {
  if (scene.figures.some(({ name }) => name.toUpperCase() === main.toUpperCase())) return null;
  return (
    scene.pieces.find(({ label }) => label !== undefined && label.toUpperCase() === main.toUpperCase())?.label ?? null
  );
};

/** Kinds of pieces whose name is the word that scripts have for them. */
const nameable: ReadonlySet<SetPieceKind> = new Set<SetPieceKind>([
  'table',
  'desk',
  'sofa',
  'bed',
  'door',
  'window',
  'counter',
  'shelf',
  'lamp',
  'car',
  'tree',
  'stairs',
  'boat',
  'bench',
  'fence',
  'shed',
  'jetty',
]);

/** The thing that someone's view is of, when its description names one. */
const thingSeen = ({ description }: Shot, scene: StagedScene): string | null => {
  const words = description.toLowerCase();
  const label = scene.pieces.find(
    (piece) => piece.label && words.includes(piece.label.toLowerCase()) && piece.kind === 'box',
  )?.label;
  if (label) return label;
  return (
    scene.pieces.find(({ kind }) => nameable.has(kind) && new RegExp(`\\b${kind}\\b`, 'i').test(words))?.kind ?? null
  );
};

/** What an insert or a cutaway shows: a subject that is nobody on the set, else a thing that its words name. */
export const focusOf = (shot: Shot, scene: StagedScene, words: string): string | null => {
  const people = new Set(scene.figures.map(({ name }) => name.toUpperCase()));
  if (shot.framing === 'point-of-view') return shot.subjects.length < 2 ? thingSeen(shot, scene) : null;
  if (shot.framing !== 'insert' && shot.framing !== 'cutaway') return speakingThing(shot, scene);
  const named = shot.subjects.find((name) => !people.has(name.toUpperCase()) && name.trim() !== '');
  if (named) return named;
  for (const text of [shot.description, words]) {
    const lower = text.toLowerCase();
    const label = scene.pieces.find((piece) => piece.label && lower.includes(piece.label.toLowerCase()))?.label;
    if (label) return label;
    const capital = [...text.matchAll(capitals)].map(([word]) => word).find((word) => !people.has(word));
    if (capital) return capital;
    const kind = scene.pieces.find(
      (piece) => nameable.has(piece.kind) && new RegExp(`\\b${piece.kind}\\b`, 'i').test(text),
    )?.kind;
    if (kind) return kind;
  }
  return null;
};
