import { describe, expect, it } from 'vitest';
import { expressionsOf } from './expressions.ts';
import { speakerKind } from './speakers.ts';
import { action, person } from './testing/scenes.ts';

const shown = (blocks: readonly { type: string; text: string }[], names = ['IDA', 'OWEN', '林夏', '老周']) =>
  Object.fromEntries(expressionsOf({ blocks, cast: names.map((name) => person(name)) }));

describe('expressions', () => {
  it('STG-20 a few clear words give a face its expression', () => {
    expect(shown([action('Ida laughs. Owen shouts at her.')])).toEqual({ IDA: 'happy', OWEN: 'angry' });
    expect(shown([action('Ida stands there, afraid.')])).toEqual({ IDA: 'afraid' });
    expect(shown([action('Ida sits down. She weeps.')])).toEqual({ IDA: 'sad' });
    expect(shown([action('林夏笑了。老周哭了。')])).toEqual({ 林夏: 'happy', 老周: 'sad' });
    expect(
      shown([
        { type: 'character', text: '老周' },
        { type: 'parenthetical', text: '（怒）' },
      ]),
    ).toEqual({ 老周: 'angry' });
  });

  it('STG-20 what is denied, or said of another, changes no face', () => {
    expect(shown([action("Owen doesn't laugh. Ida is not afraid.")])).toEqual({});
    expect(shown([action('Owen sees that she is laughing.')])).toEqual({});
    expect(shown([action('林夏没有哭。老周苦笑。')])).toEqual({});
    expect(shown([action('Ida pulls the lamp down on its chain.')])).toEqual({});
  });
});

describe('speakers', () => {
  it('STG-19 machines are things, voices nobody, all others people', () => {
    for (const name of ['PRINTER', 'THE INTERCOM', 'CAR RADIO', 'TV', 'PHONE #2', '广播', '候车室广播', '电话']) {
      expect([name, speakerKind(name)]).toEqual([name, 'thing']);
    }
    for (const name of ['VOICE', "MAN'S VOICE", 'VOICE ON PHONE', 'NARRATOR', '旁白', '女人的声音']) {
      expect([name, speakerKind(name)]).toEqual([name, 'voice']);
    }
    for (const name of ['MARA', 'RADIO HOST', 'PRINTER REPAIRMAN', 'PHONEBE', '广播员', '林夏', 'OPERATOR']) {
      expect([name, speakerKind(name)]).toEqual([name, 'person']);
    }
  });
});
