/** The board as an OpenTimelineIO timeline: one clip a shot, named by its number. */
import type { Desk, Frame } from '../document/desk.ts';
import type { Story } from '../document/story.ts';
import { type PlacedShot, shotFrames, shotsInBoardOrder } from './board-order.ts';
import { shownFrame } from './shown-frame.ts';

const time = (value: number, rate: number) => ({ OTIO_SCHEMA: 'RationalTime.1', rate, value });
const range = (frames: number, rate: number) => ({
  OTIO_SCHEMA: 'TimeRange.1',
  start_time: time(0, rate),
  duration: time(frames, rate),
});

const media = (frame: Frame | null) =>
  frame
    ? {
        OTIO_SCHEMA: 'ExternalReference.1',
        name: '',
        metadata: {},
        available_range: null,
        available_image_bounds: null,
        target_url: `media/${frame.asset}`,
      }
    : {
        OTIO_SCHEMA: 'MissingReference.1',
        name: '',
        metadata: {},
        available_range: null,
        available_image_bounds: null,
      };

const clip = (desk: Desk, { scene, shot }: PlacedShot, fps: number) => ({
  OTIO_SCHEMA: 'Clip.2',
  name: shot.number ?? shot.id,
  enabled: true,
  metadata: {
    oner: {
      ...{ shot: shot.id, scene: scene.id, size: shot.size, angle: shot.angle, roll: shot.roll, framing: shot.framing },
      ...{ movement: shot.movement, lens: shot.lens, subjects: shot.subjects, description: shot.description },
    },
  },
  effects: [],
  markers: [],
  source_range: range(shotFrames(shot, fps), fps),
  active_media_reference_key: 'DEFAULT_MEDIA',
  media_references: { DEFAULT_MEDIA: media(shownFrame(desk, shot)) },
});

export const writeOtio = (story: Story, desk: Desk): string => {
  const { fps, title } = story.meta;
  const container = { metadata: {}, source_range: null, effects: [], markers: [], enabled: true };
  const clips = shotsInBoardOrder(story).map((placed) => clip(desk, placed, fps));
  const track = { OTIO_SCHEMA: 'Track.1', kind: 'Video', name: 'V1', ...container, children: clips };
  const tracks = { OTIO_SCHEMA: 'Stack.1', name: 'tracks', ...container, children: [track] };
  return JSON.stringify(
    { OTIO_SCHEMA: 'Timeline.1', name: title, metadata: {}, global_start_time: null, tracks },
    null,
    2,
  );
};
