/** What happened between two snapshots, for hooks. Pure; snapshots share what did not change, so `===` tells. */
import type { CommentId, DecisionId, FrameId, SceneId, ShotId, ThreadId } from '../ids/ids.ts';
import type { Desk } from './desk.ts';
import type { Scene, Shot, Story } from './story.ts';

export type StoryEvent =
  /** Words, blocks or the order of scenes changed; `scenes` are those whose blocks did. */
  | { readonly kind: 'script-changed'; readonly scenes: readonly SceneId[] }
  | { readonly kind: 'scene-added'; readonly scene: SceneId }
  | { readonly kind: 'shot-added'; readonly shot: ShotId }
  /** One of its fields, its place, or the words that it covers changed; a new number or order alone is no change. */
  | { readonly kind: 'shot-changed'; readonly shot: ShotId };

export type DeskEvent =
  | { readonly kind: 'frame-posted'; readonly frame: FrameId; readonly shot: ShotId }
  | { readonly kind: 'comment-added'; readonly thread: ThreadId; readonly comment: CommentId }
  | { readonly kind: 'decision-made'; readonly decision: DecisionId; readonly shot: ShotId };

export type DomainEvent = StoryEvent | DeskEvent;

type TextOf = (id: string) => string | undefined;

const coveredText = (anchor: NonNullable<Shot['anchor']>, textOf: TextOf): string =>
  anchor.blocks
    .map((id) => {
      const text = textOf(id) ?? '';
      const to = id === anchor.end.block ? anchor.end.offset : text.length;
      return text.slice(id === anchor.start.block ? anchor.start.offset : 0, to);
    })
    .join('\n');

/** What a shot says, without what only printing decides. */
const ownFields = ({ number: _number, order: _order, anchor: _anchor, ...fields }: Shot) => fields;

const sameFields = (a: Shot, b: Shot): boolean => {
  const left = ownFields(a);
  const right = ownFields(b);
  return (Object.keys(left) as (keyof typeof left)[]).every(
    (key) => left[key] === right[key] || (key === 'subjects' && a.subjects.join('\n') === b.subjects.join('\n')),
  );
};

const textsOf = (story: Story): TextOf => {
  const texts = new Map<string, string>(story.blocks.map(({ id, text }) => [id, text]));
  return (id) => texts.get(id);
};

/** The words that the shot covers; empty when it covers none. */
export const anchoredText = (story: Story, shot: Shot): string => wordsOf(shot, textsOf(story));

const wordsOf = (shot: Shot, textOf: TextOf): string => (shot.anchor === null ? '' : coveredText(shot.anchor, textOf));

const changedShots = (before: Story, after: Story): StoryEvent[] => {
  if (before.shots === after.shots && before.blocks === after.blocks && before.stage === after.stage) return [];
  const oldText = textsOf(before);
  const newText = textsOf(after);
  const events: StoryEvent[] = [];
  for (const [id, shot] of after.shots) {
    const old = before.shots.get(id);
    if (old === undefined) events.push({ kind: 'shot-added', shot: id });
    else if (
      (old !== shot && !sameFields(old, shot)) ||
      before.stage.get(id) !== after.stage.get(id) ||
      (before.blocks !== after.blocks || old !== shot ? wordsOf(old, oldText) !== wordsOf(shot, newText) : false)
    ) {
      events.push({ kind: 'shot-changed', shot: id });
    }
  }
  return events;
};

const scriptEvents = (before: Story, after: Story): StoryEvent[] => {
  if (before.blocks === after.blocks) return [];
  const old = new Map<SceneId, Scene>(before.scenes.map((scene) => [scene.id, scene]));
  const changed = after.scenes.filter((scene) => old.get(scene.id)?.blocks !== scene.blocks).map(({ id }) => id);
  const added = after.scenes.filter(({ id }) => !old.has(id));
  return [
    { kind: 'script-changed', scenes: changed },
    ...added.map(({ id }): StoryEvent => ({ kind: 'scene-added', scene: id })),
  ];
};

export const diffStories = (before: Story, after: Story): readonly StoryEvent[] =>
  before === after ? [] : [...scriptEvents(before, after), ...changedShots(before, after)];

const newComments = (before: Desk, after: Desk): DeskEvent[] => {
  const events: DeskEvent[] = [];
  for (const [id, thread] of after.threads) {
    const old = before.threads.get(id);
    if (old === thread) continue;
    const known = new Set(old?.comments.map((comment) => comment.id));
    for (const comment of thread.comments) {
      if (!known.has(comment.id)) events.push({ kind: 'comment-added', thread: id, comment: comment.id });
    }
  }
  return events;
};

export const diffDesks = (before: Desk, after: Desk): readonly DeskEvent[] => {
  if (before === after) return [];
  const events: DeskEvent[] = [];
  for (const [id, frame] of after.frames) {
    if (!before.frames.has(id)) events.push({ kind: 'frame-posted', frame: id, shot: frame.shot });
  }
  events.push(...newComments(before, after));
  const known = new Set(before.decisions.map(({ id }) => id));
  for (const { id, shot } of after.decisions)
    if (!known.has(id)) events.push({ kind: 'decision-made', decision: id, shot });
  return events;
};
