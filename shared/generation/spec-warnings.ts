import type { CameraSolution, CameraWarning } from '../camera/solution.ts';

const tenths = (value: number): string => String(Math.round(value * 10) / 10);

/** A camera's warning as a sentence. */
export const warningText = (warning: CameraWarning): string => {
  switch (warning.kind) {
    case 'lens-changed':
      return `The lens is ${tenths(warning.used)} mm instead of ${tenths(warning.asked)} mm: the asked one cannot stand where this frame needs it.`;
    case 'pitch-changed':
      return `The camera is tilted ${tenths(warning.used)}° instead of ${tenths(warning.asked)}°.`;
    case 'size-loosened':
      return `The frame is looser than ${warning.asked}: its subjects do not fit in one that tight.`;
    case 'size-tightened':
      return `The frame is tighter than ${warning.asked}: from where the camera stands no lens shows more.`;
    case 'framing-replaced':
      return warning.because === 'too-few'
        ? `Framed as ${warning.used} instead of ${warning.asked}: too few people are on the set.`
        : `Seen as ${warning.used} rather than ${warning.asked}: from nowhere do both fall where they should in a frame of this size, angle and shape.`;
    case 'subject-missing':
      return `${warning.name} is not on the set.`;
    case 'figure-left-out':
      return `${warning.name} stood in the camera’s way and is left out.`;
    case 'piece-left-out':
      return `The piece ${warning.id} stood in the camera’s way and is left out.`;
    case 'outside-room':
      return 'The camera stands outside the room; the wall before it is left out.';
    case 'line-crossed':
      return 'The camera crosses the line of action.';
  }
};

export const apartText = ({ name, from }: CameraSolution['apart'][number]): string =>
  `${name} is staged in the same place as ${from}, and drawn beside them.`;

/** A move set by hand whose way is not free. */
export const stoppedText = (at: number): string =>
  `The camera’s move ends at ${Math.round(at * 100)} % of the shot: a wall, a thing or somebody is in its way.`;
