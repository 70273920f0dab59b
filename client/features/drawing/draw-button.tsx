import type { Frame } from '@oner/shared/document/desk.ts';
import type { DrawingId } from '@oner/shared/ids/ids.ts';
import { frameIdSchema } from '@oner/shared/ids/ids.ts';
import { Pencil } from 'lucide-react';
import { useCan, useProject } from '../../model/project.tsx';
import { useViewActions } from '../../model/view.ts';
import { useCommand } from '../../ui/commands.tsx';
import { useText } from '../../ui/language.tsx';
import styles from './drawing.module.css';
import { drawingMessages } from './messages.ts';
import { useDrawing } from './use-drawing.ts';

/** The drawing that a frame shows, for one that was drawn; else the one that lies over it, or that one would begin. */
const useDrawingOf = (frame: Frame): { readonly id: DrawingId; readonly find: () => DrawingId } => {
  const { drawings } = useProject();
  const shown = frame.provider === 'drawing' ? frameIdSchema.safeParse(frame.model).data : undefined;
  const id = shown ?? frame.id;
  return { id, find: () => shown ?? drawings.over(frame.id) ?? frame.id };
};

/** Opens the drawing over a frame: for all who may draw, and to look on where there is one. */
export const DrawButton = ({ frame }: { readonly frame: Frame }) => {
  const t = useText(drawingMessages);
  const { openDrawing } = useViewActions();
  const mayEdit = useCan('edit');
  const { id, find } = useDrawingOf(frame);
  const drawn = useDrawing(id) !== null;
  const offered = frame.kind === 'image' && (mayEdit || drawn);
  const open = (): void => openDrawing(find());
  useCommand({ id: 'drawing.open', title: t.drawOver, group: t.group, keys: ['d'], enabled: offered, run: open });
  if (!offered) return null;
  return (
    <button type="button" className={styles.open} title={t.drawOver} onClick={open}>
      <Pencil size={13} aria-hidden />
      {t.draw}
    </button>
  );
};
