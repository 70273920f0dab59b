/** The shot list as CSV: one line a shot, in UTF-8 with a BOM for Excel. */
import { angleNames, framingNames, movementNames } from '../camera/vocabulary.ts';
import type { Desk } from '../document/desk.ts';
import type { Scene, Shot, Story } from '../document/story.ts';
import { shotsInBoardOrder } from './board-order.ts';
import { shownFrame } from './shown-frame.ts';

export const shotListColumns = [
  'Scene',
  'Shot',
  'Setup',
  'Script ref',
  'INT/EXT',
  'Location',
  'Time of day',
  'Description',
  'Shot size',
  'Shot type',
  'Camera angle',
  'Movement',
  'Equipment',
  'Lens (mm)',
  'Frame rate',
  'Aspect ratio',
  'Cast',
  'Props',
  'Dialogue',
  'Sound',
  'Duration',
  'Notes',
  'Status',
  'Frame file',
] as const;

/** A cell that a spreadsheet would run as a formula is shown as text; quotes, commas and line breaks are quoted. */
export const csvCell = (value: string): string => {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const statusOf = (desk: Desk, shot: Shot): string =>
  desk.decisions.findLast((decision) => decision.shot === shot.id)?.verdict ?? '';

const row = (story: Story, desk: Desk, { scene, shot }: { readonly scene: Scene; readonly shot: Shot }): string[] => {
  const frame = shownFrame(desk, shot);
  return [
    scene.number,
    shot.number ?? '',
    '',
    `p. ${scene.page}`,
    scene.setting ?? '',
    scene.place,
    scene.time,
    shot.description,
    shot.size,
    framingNames[shot.framing].en,
    shot.roll === 0 ? angleNames[shot.angle].en : `${angleNames[shot.angle].en}, Dutch ${shot.roll}°`,
    movementNames[shot.movement].en,
    '',
    String(shot.lens),
    String(story.meta.fps),
    String(story.meta.aspect),
    shot.subjects.join(', '),
    '',
    shot.dialogue,
    '',
    (shot.durationMs / 1000).toFixed(1),
    shot.notes,
    statusOf(desk, shot),
    frame ? `${shot.number ?? shot.id}-${frame.asset.slice(0, 12)}` : '',
  ];
};

/** A row for each shot in board order. Set-up, equipment, props and sound are the crew's to fill: Oner does not know them. */
export const shotListRows = (story: Story, desk: Desk): readonly (readonly string[])[] =>
  shotsInBoardOrder(story).map((placed) => row(story, desk, placed));

export const csvShotList = (story: Story, desk: Desk): string => {
  const rows = [shotListColumns, ...shotListRows(story, desk)];
  return `\uFEFF${rows.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')}`;
};
