import { describe, expect, it } from 'vitest';
import { isHeading, parseHeading } from './heading.ts';

describe('scene headings', () => {
  it.each([
    ['INT. COPY ROOM - NIGHT', 'INT', 'COPY ROOM', 'NIGHT'],
    ['ext. olympia circus - night', 'EXT', 'olympia circus', 'night'],
    ['INT./EXT. CAR - MOVING - DAY', 'INT/EXT', 'CAR - MOVING', 'DAY'],
    ['INT/EXT CAR', 'INT/EXT', 'CAR', ''],
    ['I/E CAR – DUSK', 'INT/EXT', 'CAR', 'DUSK'],
    ['EST. HARBOUR', 'EXT', 'HARBOUR', ''],
    ['INT. HOUSE - KITCHEN', 'INT', 'HOUSE - KITCHEN', ''],
    ['INT. X - 3:00 PM', 'INT', 'X', '3:00 PM'],
    ['INT. DRIVE-IN', 'INT', 'DRIVE-IN', ''],
    ['EXT. ROOF, NIGHT', 'EXT', 'ROOF', 'NIGHT'],
    ['INT. CELLAR -- TWO YEARS LATER', 'INT', 'CELLAR', 'TWO YEARS LATER'],
    ['SNIPER SCOPE POV', null, 'SNIPER SCOPE POV', ''],
  ])('FTN-1 reads setting, place and time of %s', (text, setting, place, time) => {
    expect(parseHeading(text)).toEqual({ setting, place, time });
  });

  it.each([
    ['内景 咖啡馆 日', 'INT', '咖啡馆', '日'],
    ['外景　码头　夜', 'EXT', '码头', '夜'],
    ['内．咖啡馆－夜', 'INT', '咖啡馆', '夜'],
    ['内外景 出租车 黄昏', 'INT/EXT', '出租车', '黄昏'],
    ['内/外 车里 日', 'INT/EXT', '车里', '日'],
    ['外 山路 清晨', 'EXT', '山路', '清晨'],
    ['咖啡馆 内 日', 'INT', '咖啡馆', '日'],
    ['INT。 医院-天', 'INT', '医院', '天'],
  ])('FTN-2 reads the Chinese heading %s', (text, setting, place, time) => {
    expect(isHeading(text)).toBe(true);
    expect(parseHeading(text)).toEqual({ setting, place, time });
  });

  it.each(['INTERNAL AFFAIRS', 'EXTRA! EXTRA!', 'ESTHER', 'He leaves.', '内心独白', '外面下着雨。'])(
    'FTN-1 does not take %s for a heading',
    (text) => {
      expect(isHeading(text)).toBe(false);
    },
  );
});
