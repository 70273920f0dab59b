/** The board as a CMX3600 EDL, for a cutting room: one cut a shot. */
import type { Story } from '../document/story.ts';
import { shotFrames, shotsInBoardOrder } from './board-order.ts';
import { timecode } from './timecode.ts';

/** The format numbers events with three digits. */
export const maxEdlEvents = 999;
/** Records begin at one hour, as tapes do. */
const startHours = 1;

export type Edl = { readonly text: string /** Shots past the format's limit. */; readonly omitted: number };

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

export const writeEdl = (story: Story): Edl => {
  const { fps } = story.meta;
  const rate = Math.max(1, Math.round(fps));
  const shots = shotsInBoardOrder(story);
  const lines = [`TITLE:   ${oneLine(story.meta.title) || 'UNTITLED'}`, 'FCM: NON-DROP FRAME'];
  let record = startHours * 3600 * rate;
  shots.slice(0, maxEdlEvents).forEach(({ shot }, index) => {
    const length = shotFrames(shot, rate);
    const times = [0, length, record, record + length].map((frame) => timecode(frame, rate)).join(' ');
    lines.push(`${String(index + 1).padStart(3, '0')}  AX       V     C        ${times}`);
    lines.push(`* FROM CLIP NAME:  ${shot.number ?? shot.id}`);
    record += length;
  });
  return { text: `${lines.join('\r\n')}\r\n`, omitted: Math.max(0, shots.length - maxEdlEvents) };
};
