import { useEffect } from 'react';
import { useProject } from '../model/project.tsx';
import { useCommand } from '../ui/commands.tsx';
import { useText } from '../ui/language.tsx';
import { useAnnouncer } from '../ui/live-region.tsx';
import { appMessages } from './messages.ts';

/** Undo and redo of one's own steps, wherever one is; and what is said of a step that undo would bring back. */
export const UndoCommands = () => {
  const t = useText(appMessages);
  const { undo, onHandReplaced } = useProject();
  const { notify } = useAnnouncer();
  const act = (step: () => boolean, nothing: string) => () => {
    if (!step()) notify(nothing);
  };
  useCommand({
    id: 'app.undo',
    title: t.undo,
    keys: ['Mod+z'],
    outsideText: true,
    run: act(undo.undo, t.nothingToUndo),
  });
  useCommand({
    id: 'app.redo',
    title: t.redo,
    keys: ['Mod+Shift+z', 'Mod+y'],
    outsideText: true,
    run: act(undo.redo, t.nothingToRedo),
  });
  useEffect(() => onHandReplaced(() => notify(t.handReplaced)), [onHandReplaced, notify, t]);
  return null;
};
