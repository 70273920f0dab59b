/** The board as FCPXML 1.8, which Final Cut Pro, DaVinci Resolve and Premiere's converters read: a still for each shot, one after another. */
import type { Story } from '../document/story.ts';
import type { ShotId } from '../ids/ids.ts';
import { escapeAttribute, escapeText } from '../xml/read-xml.ts';
import { shotFrames, shotsInBoardOrder } from './board-order.ts';

/** Where a shot's picture is, relative to the file; its size in pixels. */
export type StillFile = { readonly path: string; readonly width: number; readonly height: number };

/** Frames a second as the format counts time: whole numbers, and those of NTSC as 1000/1001 of one. */
const rateOf = (fps: number): { readonly frame: number; readonly scale: number } => {
  const whole = Math.round(fps);
  const ntsc = Math.abs(fps - (whole * 1000) / 1001) < 0.005 && Math.abs(fps - whole) > 0.005;
  return ntsc ? { frame: 1001, scale: whole * 1000 } : { frame: 100, scale: Math.round(fps * 100) };
};

const canvasHeight = 1080;

/** Of names and urls. */
const urlOf = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

type Spine = { readonly assets: string[]; readonly clips: string[]; frames: number };

export const writeFcpxml = (story: Story, stills: ReadonlyMap<ShotId, StillFile>): string => {
  const { title, fps, aspect } = story.meta;
  const { frame, scale } = rateOf(fps);
  const time = (frames: number): string => (frames === 0 ? '0s' : `${frames * frame}/${scale}s`);
  const spine: Spine = { assets: [], clips: [], frames: 0 };
  for (const { shot, scene } of shotsInBoardOrder(story)) {
    const length = shotFrames(shot, scale / frame);
    const still = stills.get(shot.id);
    const name = escapeAttribute(shot.number ?? shot.id);
    const place = `name="${name}" offset="${time(spine.frames)}" start="0s" duration="${time(length)}"`;
    const note = `<note>${escapeText([scene.heading, shot.description].filter((text) => text !== '').join('\n'))}</note>`;
    if (still === undefined) spine.clips.push(`<gap ${place}>${note}</gap>`);
    else {
      const id = `r${spine.assets.length / 2 + 2}`;
      const size = `width="${still.width}" height="${still.height}"`;
      spine.assets.push(
        `<format id="${id}f" name="FFVideoFormatRateUndefined" ${size}/>`,
        `<asset id="${id}" name="${name}" src="${urlOf(still.path)}" start="0s" duration="0s" hasVideo="1" format="${id}f"/>`,
      );
      spine.clips.push(
        `<clip ${place} format="r1">${note}<video ref="${id}" offset="0s" duration="${time(length)}"/></clip>`,
      );
    }
    spine.frames += length;
  }
  const width = Math.round((canvasHeight * aspect) / 2) * 2;
  const named = escapeAttribute(title === '' ? 'Untitled' : title);
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE fcpxml>
<fcpxml version="1.8">
<resources>
<format id="r1" frameDuration="${frame}/${scale}s" width="${width}" height="${canvasHeight}"/>
${spine.assets.join('\n')}
</resources>
<library><event name="${named}"><project name="${named}">
<sequence format="r1" duration="${time(spine.frames)}" tcStart="0s" tcFormat="NDF">
<spine>
${spine.clips.join('\n')}
</spine>
</sequence></project></event></library>
</fcpxml>
`;
};
