/** What a webhook's message says: pure, from an event and the documents as they are. */
import { createHash } from 'node:crypto';
import { anchoredText } from '@oner/shared/document/domain-events.ts';
import type { Shot, Story } from '@oner/shared/document/story.ts';
import type { ProjectId } from '@oner/shared/ids/ids.ts';
import type { HookContext, HookEvent } from './hook.ts';

/** Lower-case hexadecimal SHA-256 of the parts, told apart from each other. */
export const hashOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** The thing that an event is about, and what tells one state of it from another; null: it happens to it once only. */
export type EventSubject = { readonly thing: string; readonly state: string | null };

const shotState = (story: Story, shot: Shot | undefined): string => {
  if (!shot) return 'gone';
  // A new number or order alone is no change.
  const { number: _number, order: _order, anchor: _anchor, ...fields } = shot;
  return hashOf(JSON.stringify(fields), anchoredText(story, shot), JSON.stringify(story.stage.get(shot.id) ?? null));
};

const scriptState = (story: Story): string =>
  hashOf(...story.blocks.map(({ id, type, text, number }) => `${id} ${type} ${number ?? ''} ${text}`));

export const subjectOf = (event: HookEvent, story: Story): EventSubject => {
  switch (event.kind) {
    case 'script-changed':
      return { thing: 'script', state: scriptState(story) };
    case 'scene-added':
      return { thing: event.scene, state: null };
    case 'shot-added':
      return { thing: event.shot, state: null };
    case 'shot-changed':
      return { thing: event.shot, state: shotState(story, story.shots.get(event.shot)) };
    case 'frame-posted':
      return { thing: event.frame, state: null };
    case 'comment-added':
      return { thing: `${event.thread}/${event.comment}`, state: null };
    case 'decision-made':
      return { thing: event.decision, state: null };
    case 'version-named':
      return { thing: event.version, state: null };
  }
};

const shotData = (story: Story, id: Shot['id']) => {
  const shot = story.shots.get(id);
  return { shot: id, scene: shot?.scene ?? null, number: shot?.number ?? null };
};

const dataOf = (event: HookEvent, { story, desk }: Pick<HookContext, 'story' | 'desk'>): object => {
  switch (event.kind) {
    case 'script-changed':
      return { scenes: event.scenes };
    case 'scene-added':
      return { scene: event.scene, heading: story.scenes.find(({ id }) => id === event.scene)?.heading ?? null };
    case 'shot-added':
    case 'shot-changed':
      return shotData(story, event.shot);
    case 'frame-posted': {
      const frame = desk.frames.get(event.frame);
      return {
        ...shotData(story, event.shot),
        frame: event.frame,
        ...(frame ? { asset: frame.asset, provider: frame.provider, specHash: frame.specHash } : {}),
      };
    }
    case 'comment-added': {
      const thread = desk.threads.get(event.thread);
      const comment = thread?.comments.find(({ id }) => id === event.comment);
      return {
        thread: event.thread,
        comment: event.comment,
        anchor: thread?.anchor ?? null,
        by: comment?.by ?? null,
        body: comment?.body ?? null,
      };
    }
    case 'decision-made': {
      const decision = desk.decisions.find(({ id }) => id === event.decision);
      return {
        ...shotData(story, event.shot),
        decision: event.decision,
        frame: decision?.frame ?? null,
        verdict: decision?.verdict ?? null,
        note: decision?.note ?? null,
        by: decision?.by ?? null,
      };
    }
    case 'version-named':
      return { version: event.version, name: event.name };
  }
};

/** The JSON that is signed and sent. */
export const messageBody = (
  message: { readonly event: HookEvent; readonly id: string; readonly project: ProjectId; readonly at: string },
  documents: Pick<HookContext, 'story' | 'desk'>,
): string => {
  const { event, id, project, at } = message;
  return JSON.stringify({ type: event.kind, id, project, at, data: dataOf(event, documents) });
};
