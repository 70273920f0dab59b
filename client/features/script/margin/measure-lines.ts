/** Where the lines of the shots stand on the page that is on the screen. Only what is near the screen is measured. */
import type { Tightness } from '@oner/shared/camera/vocabulary.ts';
import { tightnessOf } from '@oner/shared/camera/vocabulary.ts';
import type { Anchor, Scene, Shot, Story } from '@oner/shared/document/story.ts';
import { cueName } from '@oner/shared/fountain/cue.ts';
import type { BlockId, ShotId } from '@oner/shared/ids/ids.ts';
import type { Editor } from '@tiptap/core';
import { type LinedShot, lineScene } from './lanes.ts';
import { linePath, type Stretch } from './line-path.ts';

export type DrawnLine = {
  readonly shot: ShotId;
  readonly number: string;
  readonly description: string;
  readonly tone: Tightness;
  readonly x: number;
  /** Where the number stands: at the beginning of the line, or at the top of what is measured. */
  readonly labelY: number;
  readonly path: string;
};

/** How far beyond the screen lines are drawn, px. */
const beyond = 400;
const tagHeight = 14;

/** Scenes' lines, kept as long as the scene and its shots are what they were. */
const linedScenes = new WeakMap<Scene, { readonly shots: readonly Shot[]; readonly lines: readonly LinedShot[] }>();

const linesOf = (story: Story, scene: Scene): readonly LinedShot[] => {
  const shots = scene.shots.flatMap((id) => story.shots.get(id) ?? []);
  const known = linedScenes.get(scene);
  if (known && known.shots.length === shots.length && known.shots.every((shot, index) => shot === shots[index]))
    return known.lines;
  const lines = lineScene(scene, shots, cueName);
  linedScenes.set(scene, { shots, lines });
  return lines;
};

export type Visible = {
  readonly ids: ReadonlyMap<BlockId, HTMLElement>;
  readonly top: number;
  readonly bottom: number;
};

/** The blocks near the screen: found by halving, since a feature has thousands. */
export const visibleBlocks = (page: HTMLElement, desk: HTMLElement): Visible => {
  const view = desk.getBoundingClientRect();
  const top = view.top - beyond;
  const bottom = view.bottom + beyond;
  const blocks = page.children;
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.getBoundingClientRect().bottom ?? 0) < top) low = middle + 1;
    else high = middle;
  }
  const ids = new Map<BlockId, HTMLElement>();
  for (let index = low; index < blocks.length; index += 1) {
    const block = blocks[index];
    if (!(block instanceof HTMLElement)) continue;
    if (block.getBoundingClientRect().top > bottom) break;
    if (block.dataset.block) ids.set(block.dataset.block as BlockId, block);
  }
  return { ids, top, bottom };
};

/** The line of text that a point of the script stands in: top and bottom on the screen, px. */
const lineAt = (
  editor: Editor,
  block: HTMLElement,
  offset: number,
): { readonly top: number; readonly bottom: number } => {
  const start = editor.view.posAtDOM(block, 0);
  const size = editor.state.doc.resolve(start).parent.content.size;
  return editor.view.coordsAtPos(start + Math.min(offset, size));
};

const stretchesOf = (
  editor: Editor,
  scene: Scene,
  line: LinedShot,
  context: { anchor: Anchor; visible: Visible },
): readonly Stretch[] => {
  const { anchor, visible } = context;
  const stretches: Stretch[] = [];
  for (let index = line.first; index <= line.last; index += 1) {
    const block = scene.blocks[index];
    const element = block ? visible.ids.get(block.id) : undefined;
    if (!element) continue;
    const box = element.getBoundingClientRect();
    const top =
      index === line.first ? lineAt(editor, element, anchor.start.offset).top : (stretches.at(-1)?.bottom ?? box.top);
    const bottom = index === line.last ? lineAt(editor, element, anchor.end.offset).bottom : box.bottom;
    stretches.push({ top, bottom: Math.max(bottom, top + 2), wavy: line.off[index - line.first] ?? false });
  }
  return stretches;
};

const drawLine = (
  measured: { readonly shot: Shot; readonly line: LinedShot; readonly stretches: readonly Stretch[] },
  place: {
    readonly paperTop: number;
    readonly laneX: (lane: number) => number;
    readonly starts: boolean;
    readonly ends: boolean;
  },
): DrawnLine | null => {
  const { shot, line, stretches } = measured;
  const [first, ...rest] = stretches.map(({ top, bottom, wavy }) => ({
    top: top - place.paperTop,
    bottom: bottom - place.paperTop,
    wavy,
  }));
  if (!first) return null;
  const x = place.laneX(line.lane);
  const begin = place.starts ? { ...first, top: Math.min(first.top + tagHeight, first.bottom) } : first;
  return {
    shot: shot.id,
    number: shot.number ?? '',
    description: shot.description,
    tone: tightnessOf(shot.size),
    x,
    labelY: first.top,
    path: linePath(x, [begin, ...rest], place.ends),
  };
};

/** All lines near the screen, in pixels from the paper's top left. */
export const measureLines = (
  editor: Editor,
  story: Story,
  places: { readonly desk: HTMLElement; readonly paper: HTMLElement },
): readonly DrawnLine[] => {
  const page = editor.view.dom;
  const visible = visibleBlocks(page, places.desk);
  const paperTop = places.paper.getBoundingClientRect().top;
  const narrow = places.paper.clientWidth < 560;
  const laneX = (lane: number): number => (narrow ? 17 + lane * 18 : 18 + lane * 26);
  const lines: DrawnLine[] = [];
  for (const scene of story.scenes) {
    if (!scene.blocks.some((block) => visible.ids.has(block.id))) continue;
    for (const line of linesOf(story, scene)) {
      const shot = story.shots.get(line.shot);
      const starts = visible.ids.has(scene.blocks[line.first]?.id ?? ('' as BlockId));
      const ends = visible.ids.has(scene.blocks[line.last]?.id ?? ('' as BlockId));
      if (!shot?.anchor) continue;
      const stretches = stretchesOf(editor, scene, line, { anchor: shot.anchor, visible });
      const drawn = drawLine({ shot, line, stretches }, { paperTop, laneX, starts, ends });
      if (drawn) lines.push(drawn);
    }
  }
  return lines;
};
