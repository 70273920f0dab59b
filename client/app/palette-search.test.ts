import { describe, expect, it } from 'vitest';
import { currentOf, matchesOf } from './palette-search.ts';

const items = ['112 FERRY', '12 EXT. ROOFTOP - NIGHT', '13 INT. FLAT - NIGHT'];
const find = (query: string, max = 9) => matchesOf(items, { query, textOf: (item) => item, max });

describe('the palette', () => {
  it('CLI-29 finds what holds every word, and puts first what begins with them', () => {
    expect(find('12')).toEqual(['12 EXT. ROOFTOP - NIGHT', '112 FERRY']);
    expect(find('night  flat')).toEqual(['13 INT. FLAT - NIGHT']);
    expect(find('', 2)).toEqual(items.slice(0, 2));
    expect(find('sea')).toEqual([]);
  });

  it('CLI-151 Enter does what was pointed at while it is shown, else the first that is', () => {
    const shown = [{ id: 'one' }, { id: 'two' }];
    expect(currentOf(shown, 'two')).toBe('two');
    expect(currentOf(shown, null)).toBe('one');
    expect(currentOf(shown, 'gone')).toBe('one');
    expect(currentOf([], 'two')).toBe('');
  });
});
