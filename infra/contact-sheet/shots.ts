/** The sheet's 48 shots, twelve of each scene. */
import type { Angle, Framing, ShotSize } from '@oner/shared/camera/vocabulary.ts';
import type { SceneName } from './scenes.ts';

export type SheetShot = {
  readonly scene: SceneName;
  readonly size: ShotSize;
  readonly framing: Framing;
  readonly angle: Angle;
  readonly lens: number;
  readonly roll: number;
  /** The main one first. */
  readonly subjects: readonly string[];
  readonly focus: string | null;
};

type Rest = Partial<Pick<SheetShot, 'angle' | 'lens' | 'roll' | 'focus'>>;

const shotsOf =
  (scene: SceneName) =>
  (size: ShotSize, framing: Framing, subjects: readonly string[], rest: Rest = {}): SheetShot => ({
    scene,
    size,
    framing,
    subjects,
    angle: 'eye',
    lens: 50,
    roll: 0,
    focus: null,
    ...rest,
  });

const table = shotsOf('table');
const car = shotsOf('car');
const steps = shotsOf('steps');
const rooftop = shotsOf('rooftop');

export const sheetShots: readonly SheetShot[] = [
  table('WS', 'master', [], { lens: 24 }),
  table('MS', 'two-shot', ['MARA', 'TEO'], { lens: 35 }),
  table('MCU', 'over-the-shoulder', ['MARA', 'TEO']),
  table('MCU', 'over-the-shoulder', ['TEO', 'MARA']),
  table('CU', 'single', ['MARA'], { lens: 85 }),
  table('CU', 'single', ['TEO'], { lens: 85 }),
  table('MCU', 'profile', ['MARA']),
  table('ECU', 'single', ['MARA'], { lens: 100 }),
  table('CU', 'insert', ['MARA'], { focus: 'LETTER' }),
  table('MS', 'single', ['TEO'], { angle: 'low', lens: 35 }),
  table('FS', 'two-shot', ['MARA', 'TEO'], { angle: 'birds-eye', lens: 35 }),
  table('VCU', 'reaction', ['TEO'], { lens: 100, roll: -8 }),
  car('EST', 'master', [], { lens: 24 }),
  car('WS', 'two-shot', ['NOA', 'OTTO'], { lens: 35 }),
  car('MS', 'two-shot', ['NOA', 'OTTO'], { lens: 35 }),
  car('MCU', 'single', ['NOA']),
  car('CU', 'single', ['OTTO'], { lens: 85 }),
  car('MCU', 'profile', ['NOA']),
  car('MCU', 'over-the-shoulder', ['OTTO', 'NOA'], { lens: 35 }),
  car('CU', 'reaction', ['NOA'], { lens: 85 }),
  car('MS', 'single', ['OTTO'], { angle: 'high', lens: 35 }),
  car('MLS', 'two-shot', ['NOA', 'OTTO'], { angle: 'high', lens: 35 }),
  car('MS', 'point-of-view', ['NOA'], { lens: 24 }),
  car('VCU', 'single', ['NOA'], { lens: 100 }),
  steps('EST', 'master', [], { lens: 24 }),
  steps('WS', 'group', [], { lens: 28 }),
  steps('FS', 'single', ['MARA'], { lens: 35, angle: 'high' }),
  steps('MCU', 'single', ['MARA'], { lens: 85 }),
  steps('MS', 'three-shot', ['IDA', 'BEN', 'LENA'], { lens: 50 }),
  steps('MCU', 'single', ['IDA'], { lens: 85 }),
  steps('CU', 'single', ['LENA'], { lens: 85 }),
  steps('FS', 'two-shot', ['KIM', 'VERA'], { lens: 50 }),
  steps('MLS', 'single', ['RITA'], { angle: 'low', lens: 35 }),
  steps('MCU', 'over-the-shoulder', ['JOE', 'MARA'], { lens: 85 }),
  steps('MS', 'single', ['MAX'], { lens: 85 }),
  steps('EWS', 'group', [], { angle: 'birds-eye', lens: 24 }),
  rooftop('EST', 'master', [], { lens: 24 }),
  rooftop('WS', 'two-shot', ['MARA', 'TEO'], { lens: 28 }),
  rooftop('MLS', 'single', ['MARA'], { lens: 35 }),
  rooftop('FS', 'single', ['TEO'], { lens: 35 }),
  rooftop('MS', 'two-shot', ['MARA', 'TEO'], { lens: 50 }),
  rooftop('MCU', 'over-the-shoulder', ['TEO', 'MARA'], { lens: 65 }),
  rooftop('MCU', 'over-the-shoulder', ['MARA', 'TEO'], { lens: 65 }),
  rooftop('CU', 'single', ['MARA'], { lens: 85, roll: 8 }),
  rooftop('CU', 'single', ['TEO'], { lens: 85 }),
  rooftop('CU', 'insert', ['MARA'], { focus: 'RADIO', lens: 100 }),
  rooftop('MLS', 'two-shot', ['MARA', 'TEO'], { angle: 'low', lens: 24 }),
  rooftop('EWS', 'master', [], { angle: 'birds-eye', lens: 24 }),
];

export const captionOf = ({ size, framing, angle, lens, roll }: SheetShot): string =>
  [size, framing, ...(angle === 'eye' ? [] : [angle]), `${lens} mm`, ...(roll === 0 ? [] : [`roll ${roll}°`])].join(
    ' · ',
  );
