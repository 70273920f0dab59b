/** The solver: from what a shot asks for to a camera in the staged scene. Pure; the same request gives the same camera. */
import { standingApart } from '../stage/apart.ts';
import { type PosedFigure, poseFigure } from '../stage/pose-figure.ts';
import type { SetPiece } from '../stage/scene.ts';
import { clamp } from '../stage/vec3.ts';
import { clearView } from './clear-view.ts';
import { isCutSize } from './cut-lines.ts';
import { establishing } from './establishing.ts';
import { group } from './group.ts';
import { insert, pieceNamed } from './insert.ts';
import { lineOfAction } from './line-of-action.ts';
import { overTheShoulder } from './over-the-shoulder.ts';
import { pointOfView } from './point-of-view.ts';
import { single } from './single.ts';
import type { CameraRequest, CameraSolution, CameraWarning, Proposal, Setup } from './solution.ts';
import { showThing } from './thing-at-hand.ts';
import { anglePitch, type Framing, rollLimit } from './vocabulary.ts';

const setupOf = (request: CameraRequest): Setup => {
  const figures = request.scene.figures.map(poseFigure);
  const byName = new Map(figures.map((figure) => [figure.figure.name, figure]));
  const subjects = [...new Set(request.subjects)].flatMap((name) => byName.get(name) ?? []);
  return { request, line: lineOfAction(request.scene), figures, subjects, pitch: anglePitch[request.angle] };
};

/** Those in the frame: the asked ones, else the scene's first. */
const cast = (setup: Setup, count: number): PosedFigure[] => {
  const asked = setup.subjects;
  const rest = setup.figures.filter((figure) => !asked.includes(figure));
  return [...asked, ...rest].slice(0, Math.max(count, asked.length));
};

const groupOf = (setup: Setup, count: number): Proposal | null => {
  const subjects = cast(setup, count);
  const [only] = subjects;
  if (!only) return establishing(setup);
  return subjects.length === 1 ? single(setup, only, 'single') : group(setup, subjects);
};

const singleOf = (setup: Setup): Proposal | null => {
  const [main] = cast(setup, 1);
  return main ? single(setup, main) : establishing(setup);
};

const insertOf = (setup: Setup): Proposal | null => {
  const focus = setup.request.focus?.trim() ?? '';
  const piece = focus === '' ? null : pieceNamed(setup, focus);
  if (piece) return insert(setup, piece);
  const [holder] = cast(setup, 1);
  if (setup.request.framing === 'cutaway' && focus === '') {
    const detail = setup.request.scene.pieces.find(
      ({ kind }) => kind === 'window' || kind === 'lamp' || kind === 'tree',
    );
    if (holder && setup.subjects.length > 0) return single(setup, holder, 'single');
    if (detail) return insert(setup, detail);
  }
  if (focus === '' && !holder) return establishing(setup);
  return showThing(setup, focus, holder ?? null);
};

const overOf = (setup: Setup): Proposal | null => {
  const [main, near] = cast(setup, 2);
  if (!main) return establishing(setup);
  return near ? overTheShoulder(setup, main, near) : single(setup, main, 'single');
};

const masterOf = (setup: Setup): Proposal | null => {
  const { size } = setup.request;
  if (!isCutSize(size) && size !== 'FS') return establishing(setup);
  return groupOf(setup, setup.figures.length);
};

/** Framings that have their own way with a thing. */
const ownFocus: ReadonlySet<Framing> = new Set<Framing>(['insert', 'cutaway', 'master', 'point-of-view']);

/** A shot of a thing that stands on the set, whatever its framing: a machine that speaks is framed as one. */
const speakingThing = (setup: Setup): SetPiece | null => {
  const { framing, size, focus } = setup.request;
  if (ownFocus.has(framing) || size === 'EST') return null;
  return focus ? pieceNamed(setup, focus) : null;
};

const propose = (setup: Setup): Proposal | null => {
  const { framing, size } = setup.request;
  const thing = speakingThing(setup);
  if (thing) return insert(setup, thing);
  switch (framing) {
    case 'insert':
    case 'cutaway':
      return insertOf(setup);
    case 'point-of-view': {
      const [viewer] = cast(setup, 1);
      return viewer ? pointOfView(setup, viewer) : establishing(setup);
    }
    case 'master':
      return masterOf(setup);
    case 'over-the-shoulder':
      return overOf(setup);
    default:
      break;
  }
  if (size === 'EST') return establishing(setup);
  switch (framing) {
    case 'two-shot':
      return groupOf(setup, 2);
    case 'three-shot':
      return groupOf(setup, 3);
    case 'group':
      return groupOf(setup, setup.subjects.length > 0 ? setup.subjects.length : setup.figures.length);
    default:
      return singleOf(setup);
  }
};

/** How many people a framing is of. */
const needed: Partial<Record<Framing, number>> = { 'two-shot': 2, 'three-shot': 3, group: 3, 'over-the-shoulder': 2 };

const replacedFraming = (setup: Setup): Framing | null => {
  const { framing } = setup.request;
  const there = setup.figures.length;
  if (there === 0) return framing === 'insert' || framing === 'cutaway' || framing === 'master' ? null : 'master';
  if (there >= (needed[framing] ?? 1)) return null;
  return there >= 2 ? 'two-shot' : 'single';
};

const missing = (request: CameraRequest): CameraWarning[] => {
  const names = new Set(request.scene.figures.map((figure) => figure.name));
  return request.subjects.filter((name) => !names.has(name)).map((name) => ({ kind: 'subject-missing', name }));
};

const checked = (request: CameraRequest): CameraRequest => ({
  ...request,
  roll: clamp(request.roll, -rollLimit, rollLimit),
  lens: clamp(request.lens, 8, 1200),
  aspect: clamp(request.aspect, 0.25, 4),
});

/** The camera that shows the scene as asked, the scene as this shot draws it, and what had to give way. */
export const solveCamera = (asked: CameraRequest): CameraSolution => {
  const { figures, moved } = standingApart(asked.scene.figures);
  const scene = moved.length === 0 ? asked.scene : { ...asked.scene, figures };
  const request = checked({ ...asked, scene });
  const setup = setupOf(request);
  const proposal = propose(setup) ?? establishing(setup);
  if (!proposal) throw new Error('no camera stands anywhere in this scene');
  const replaced = replacedFraming(setup);
  const cleared = clearView(setup, proposal);
  return {
    camera: proposal.camera,
    scene: cleared.scene,
    removed: { figures: cleared.figures, pieces: cleared.pieces },
    apart: moved,
    warnings: [
      ...missing(request),
      ...(replaced
        ? [{ kind: 'framing-replaced', asked: request.framing, used: replaced, because: 'too-few' } as const]
        : []),
      ...proposal.warnings,
      ...cleared.warnings,
    ],
  };
};
