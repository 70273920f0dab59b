/** What the editor does for a script that is being revised, or whose scene numbers are locked; loaded when one is. */
import type { Plugin } from '@tiptap/pm/state';
import { markChanges } from '../margin/mark-changes.ts';
import { type KeepSceneNumbersOptions, keepSceneNumbers } from './keep-scene-numbers.ts';

export const revisingPlugins = (options: KeepSceneNumbersOptions): readonly Plugin[] => [
  markChanges({ current: () => options.story.snapshot().production.current, isShowing: options.binding.isShowing }),
  keepSceneNumbers(options),
];
