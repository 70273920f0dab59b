import { strokeTools } from '@oner/shared/drawing/stroke.ts';
import { useProject } from '../../model/project.tsx';
import { useViewActions } from '../../model/view.ts';
import { useCommand } from '../../ui/commands.tsx';
import { useText } from '../../ui/language.tsx';
import { useAnnouncer } from '../../ui/live-region.tsx';
import { drawingMessages } from './messages.ts';
import { type Ink, inkNames, type PenSettings, widen } from './pen-settings.ts';
import type { StageActions } from './use-stage.ts';

/** Undo and redo of one's own steps in drawings, and of nothing else while one draws. */
export const useDrawingUndo = () => {
  const t = useText(drawingMessages);
  const { undo } = useProject();
  const { notify } = useAnnouncer();
  return {
    undo: (): void => {
      if (!undo.undoDrawing()) notify(t.nothingToUndo);
    },
    redo: (): void => {
      if (!undo.redoDrawing()) notify(t.nothingToRedo);
    },
  };
};

const toolKeys = { pen: ['d'], brush: ['b'], eraser: ['e'] } as const;

const ToolCommand = ({ tool, settings, onChange }: PenKeysProps & { readonly tool: (typeof strokeTools)[number] }) => {
  const t = useText(drawingMessages);
  useCommand({
    id: `drawing.tool.${tool}`,
    title: t[tool],
    group: t.group,
    keys: toolKeys[tool],
    run: () => onChange({ ...settings, tool }),
  });
  return null;
};

const InkCommand = ({ ink, settings, onChange }: PenKeysProps & { readonly ink: Ink }) => {
  const t = useText(drawingMessages);
  useCommand({
    id: `drawing.ink.${ink}`,
    title: t[ink],
    group: t.group,
    keys: [String(inkNames.indexOf(ink) + 1)],
    palette: false,
    run: () => onChange({ ...settings, ink, tool: settings.tool === 'eraser' ? 'pen' : settings.tool }),
  });
  return null;
};

type PenKeysProps = { readonly settings: PenSettings; readonly onChange: (settings: PenSettings) => void };

/** The keys of those who may draw. */
export const PenCommands = ({ settings, onChange, onKeep }: PenKeysProps & { readonly onKeep: () => void }) => {
  const t = useText(drawingMessages);
  const { undo, redo } = useDrawingUndo();
  const group = t.group;
  useCommand({ id: 'drawing.undo', title: t.undo, group, keys: ['Mod+z'], outsideText: true, run: undo });
  useCommand({
    id: 'drawing.redo',
    title: t.redo,
    group,
    keys: ['Mod+Shift+z', 'Mod+y'],
    outsideText: true,
    run: redo,
  });
  useCommand({ id: 'drawing.thinner', title: t.thinner, group, keys: ['['], run: () => onChange(widen(settings, -1)) });
  useCommand({ id: 'drawing.wider', title: t.wider, group, keys: [']'], run: () => onChange(widen(settings, 1)) });
  useCommand({ id: 'drawing.keep', title: t.keep, group, keys: ['Mod+Enter'], run: onKeep });
  return (
    <>
      {strokeTools.map((tool) => (
        <ToolCommand key={tool} tool={tool} settings={settings} onChange={onChange} />
      ))}
      {inkNames.map((ink) => (
        <InkCommand key={ink} ink={ink} settings={settings} onChange={onChange} />
      ))}
    </>
  );
};

/** The keys of all who look at a drawing. */
export const LookCommands = ({ actions }: { readonly actions: StageActions }) => {
  const t = useText(drawingMessages);
  const { openDrawing } = useViewActions();
  const group = t.group;
  useCommand({ id: 'drawing.close', title: t.back, group, keys: ['Escape'], run: () => openDrawing(null) });
  useCommand({ id: 'drawing.fit', title: t.fit, group, keys: ['0'], run: actions.fit });
  useCommand({ id: 'drawing.zoom-in', title: t.zoomIn, group, keys: ['+', '='], run: () => actions.zoom(1.25) });
  useCommand({ id: 'drawing.zoom-out', title: t.zoomOut, group, keys: ['-'], run: () => actions.zoom(0.8) });
  return null;
};
