import { moveScene } from '@oner/shared/document/commands/scenes.ts';
import type { SceneId } from '@oner/shared/ids/ids.ts';
import { type DragEvent, type KeyboardEvent, useState } from 'react';
import { useCan, useProject } from '../../../model/project.tsx';
import { useText } from '../../../ui/language.tsx';
import { useAnnouncer } from '../../../ui/live-region.tsx';
import { scriptMessages } from '../messages.ts';

const kind = 'application/x-oner-scene';

/** Where a dragged scene would land: above or below a row. */
type Landing = 'above' | 'below' | null;

/** Moves a scene to before another one (null: to the end), and says where it is then. */
export const useMoveScene = (): ((scene: SceneId, before: SceneId | null) => void) => {
  const t = useText(scriptMessages);
  const { edit, story } = useProject();
  const { say, refuse } = useAnnouncer();
  return (scene, before) => {
    const moved = edit((doc) => moveScene(doc, { scene, before }));
    if (!moved.ok) {
      refuse(t.sceneNotMoved);
      return;
    }
    const now = moved.value ? story.scene(scene) : null;
    if (now) say(t.sceneMoved(now.heading, now.number));
  };
};

/** A row's part in dragging scenes: by the pointer, and by Alt with an arrow. */
export const useSceneDrag = (id: SceneId) => {
  const { story } = useProject();
  const mayEdit = useCan('edit');
  const move = useMoveScene();
  const [landing, setLanding] = useState<Landing>(null);
  const after = (scene: SceneId, by: number): SceneId | null => {
    const ids = story.sceneIds();
    return ids[ids.indexOf(scene) + by] ?? null;
  };
  if (!mayEdit) return { landing: null, row: {} };
  const isScene = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes(kind);
  return {
    landing,
    row: {
      draggable: true,
      onDragStart: (event: DragEvent) => {
        event.dataTransfer.setData(kind, id);
        event.dataTransfer.effectAllowed = 'move';
      },
      onDragOver: (event: DragEvent) => {
        if (!isScene(event)) return;
        event.preventDefault();
        const box = event.currentTarget.getBoundingClientRect();
        setLanding(event.clientY < box.top + box.height / 2 ? 'above' : 'below');
      },
      onDragLeave: () => setLanding(null),
      onDrop: (event: DragEvent) => {
        setLanding(null);
        if (!isScene(event)) return;
        event.preventDefault();
        const dragged = story.sceneIds().find((scene) => scene === event.dataTransfer.getData(kind));
        if (dragged) move(dragged, landing === 'above' ? id : after(id, 1));
      },
      onKeyDown: (event: KeyboardEvent) => {
        if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
        event.preventDefault();
        event.stopPropagation();
        const isFirst = story.sceneIds()[0] === id;
        const isLast = after(id, 1) === null;
        if (event.key === 'ArrowUp' ? isFirst : isLast) return;
        move(id, after(id, event.key === 'ArrowUp' ? -1 : 2));
      },
    },
  };
};
