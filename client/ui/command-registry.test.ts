import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chordLabel, chordsOf, normalizeChord, typesText } from './chord.ts';
import { type Command, createCommandRegistry } from './command-registry.ts';

const press = (key: string, held: Partial<Record<'ctrl' | 'alt' | 'shift' | 'meta', boolean>> = {}, code?: string) => ({
  key,
  ctrlKey: held.ctrl ?? false,
  altKey: held.alt ?? false,
  shiftKey: held.shift ?? false,
  metaKey: held.meta ?? false,
  ...(code === undefined ? {} : { code }),
});

const command = (id: string, keys: readonly string[], more: Partial<Command> = {}): Command => ({
  id,
  title: id,
  group: null,
  defaultKeys: keys,
  enabled: true,
  palette: true,
  outsideText: false,
  run: () => {},
  ...more,
});

describe('keys', () => {
  it('CLI-11 reads chords by what is printed, and digits and letters by their key where a modifier changes what they print', () => {
    expect(chordsOf(press('j'))).toEqual(['j']);
    expect(chordsOf(press('?', { shift: true }, 'Slash'))).toEqual(['?']);
    expect(chordsOf(press('G', { shift: true }, 'KeyG'))).toEqual(['Shift+g']);
    expect(chordsOf(press(')', { shift: true }, 'Digit0'))).toEqual([')', 'Shift+0']);
    expect(chordsOf(press('ß', { alt: true }, 'KeyS'))).toContain('Alt+s');
    expect(chordsOf(press('z', { meta: true, shift: true }, 'KeyZ'))).toEqual(['Mod+Shift+z']);
    expect(chordsOf(press('ArrowUp', { alt: true }))).toEqual(['Alt+ArrowUp']);
  });

  it('CLI-11 gives a chord one form, whatever the order in which it is written', () => {
    const keys = fc.constantFrom('j', 'K', '0', 'Enter', 'ArrowLeft', '?', '+');
    fc.assert(
      fc.property(fc.shuffledSubarray(['Mod', 'Alt', 'Shift']), keys, (held, key) => {
        const normal = normalizeChord([...held, key].join('+'));
        expect(normalizeChord(normal)).toBe(normal);
        expect(normal).toBe(normalizeChord([...held.toReversed(), key].join('+')));
      }),
    );
    expect(chordLabel('Mod+Shift+z')).toBe('Ctrl Shift Z');
  });

  it('CLI-12 lets single letters act only while no text field has focus', () => {
    const registry = createCommandRegistry();
    registry.add(command('next', ['j']));
    registry.add(command('find', ['Mod+k']));
    expect(registry.match(press('j'), false)?.id).toBe('next');
    expect(registry.match(press('j'), true)).toBeNull();
    expect(registry.match(press('k', { ctrl: true }), true)?.id).toBe('find');
    expect([typesText('j'), typesText('?'), typesText('Mod+k'), typesText('Alt+s'), typesText('F6')]).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('CLI-13 gives each key to one command: the one offered last, and back when that goes', () => {
    const registry = createCommandRegistry();
    registry.add(command('outer', ['Escape']));
    const remove = registry.add(command('inner', ['Escape']));
    registry.add(command('off', ['Escape'], { enabled: false }));
    expect(registry.match(press('Escape'), false)?.id).toBe('inner');
    remove();
    expect(registry.match(press('Escape'), false)?.id).toBe('outer');
  });

  it('CLI-14 follows a person’s own keys, and none of one letter where they are turned off', () => {
    const registry = createCommandRegistry();
    registry.add(command('next', ['j']));
    registry.add(command('generate', ['g']));
    registry.setPreferences({ singleKeys: true, remapped: { next: ['n'], generate: [] } });
    expect(registry.match(press('n'), false)?.id).toBe('next');
    expect(registry.match(press('j'), false)).toBeNull();
    expect(registry.match(press('g'), false)).toBeNull();
    registry.setPreferences({ singleKeys: false, remapped: {} });
    expect(registry.match(press('j'), false)).toBeNull();
    expect(registry.list().map(({ keys }) => keys)).toEqual([[], []]);
  });

  it('CLI-15 leaves a key to the text field where the command says so', () => {
    const registry = createCommandRegistry();
    registry.add(command('undo', ['Mod+z'], { outsideText: true }));
    expect(registry.match(press('z', { ctrl: true }), true)).toBeNull();
    expect(registry.match(press('z', { ctrl: true }), false)?.id).toBe('undo');
  });
});
