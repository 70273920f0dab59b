import type { SetPiece, StagedFigure } from '@oner/shared/stage/scene.ts';
import { expressions, gestures, poses, timesOfDay } from '@oner/shared/stage/scene.ts';
import { degrees, radians } from '@oner/shared/stage/vec3.ts';
import { Copy, Plus, Trash2 } from 'lucide-react';
import { useProject, useScene } from '../../../model/project.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { ChoiceField } from '../../../ui/choice-field.tsx';
import { useLanguage, useText } from '../../../ui/language.tsx';
import { Menu, MenuItem } from '../../../ui/menu.tsx';
import { NumberField } from '../../../ui/number-field.tsx';
import { type GazeAim, gazeAim, gazePoint } from '../gaze.ts';
import { stageMessages } from '../messages.ts';
import { libraryKinds, newPiece } from '../piece-library.ts';
import { type Shown, useSession, useStage } from '../stage.tsx';
import type { StageEdits } from '../stage-edits.ts';
import { expressionNames, gestureNames, pieceName, pieceNames, poseNames, timeNames } from '../words.ts';
import { CameraBar } from './camera-bar.tsx';
import styles from './plan.module.css';
import { TextInput } from './text-input.tsx';

const turnOf = (heading: number): number => Math.round(degrees(heading));

const gazeKey = (aim: GazeAim): string =>
  aim.kind === 'figure' ? `figure ${aim.name}` : aim.kind === 'piece' ? `piece ${aim.id}` : aim.kind;

const GazeChoice = ({
  figure,
  shown,
  edits,
}: {
  readonly figure: StagedFigure;
  readonly shown: Shown;
  readonly edits: StageEdits;
}) => {
  const t = useText(stageMessages);
  const language = useLanguage();
  const aims: readonly { readonly aim: GazeAim; readonly label: string }[] = [
    { aim: { kind: 'ahead' }, label: t.gazeNone },
    { aim: { kind: 'lens' }, label: t.gazeCamera },
    ...shown.set.figures
      .filter(({ name }) => name !== figure.name)
      .map(({ name }) => ({ aim: { kind: 'figure', name } as const, label: name })),
    ...shown.set.pieces
      .filter(({ kind }) => kind !== 'backdrop' && kind !== 'ground')
      .map((piece) => ({ aim: { kind: 'piece', id: piece.id } as const, label: pieceName(piece, language) })),
    { aim: { kind: 'point' }, label: t.gazePoint },
  ];
  return (
    <ChoiceField
      label={t.gaze}
      value={gazeKey(gazeAim(figure, shown.set, shown.camera))}
      options={aims.map(({ aim, label }) => ({ value: gazeKey(aim), label }))}
      onChange={(key) => {
        const found = aims.find(({ aim }) => gazeKey(aim) === key);
        if (!found) return;
        const gaze = gazePoint(figure, found.aim, { scene: shown.set, camera: shown.camera });
        edits.setFigure({ ...figure, gaze });
      }}
    />
  );
};

const FigureBar = ({
  figure,
  shown,
  edits,
}: {
  readonly figure: StagedFigure;
  readonly shown: Shown;
  readonly edits: StageEdits;
}) => {
  const t = useText(stageMessages);
  const language = useLanguage();
  const { gesture: _, ...withoutGesture } = figure;
  return (
    <>
      <b>{figure.name}</b>
      <ChoiceField
        label={t.pose}
        value={figure.pose}
        options={poses.map((value) => ({ value, label: poseNames[value][language] }))}
        onChange={(pose) => edits.setFigure({ ...figure, pose })}
      />
      <ChoiceField
        label={t.gesture}
        value={figure.gesture ?? 'none'}
        options={[
          { value: 'none', label: t.noGesture },
          ...gestures.map((value) => ({ value, label: gestureNames[value][language] })),
        ]}
        onChange={(gesture) => edits.setFigure(gesture === 'none' ? withoutGesture : { ...figure, gesture })}
      />
      <ChoiceField
        label={t.expression}
        value={figure.expression}
        options={expressions.map((value) => ({ value, label: expressionNames[value][language] }))}
        onChange={(expression) => edits.setFigure({ ...figure, expression })}
      />
      <GazeChoice figure={figure} shown={shown} edits={edits} />
      <NumberField
        label={t.facing}
        shown
        value={turnOf(figure.heading)}
        unit="°"
        min={-180}
        max={180}
        step={1}
        onWrite={(angle) => edits.setFigure({ ...figure, heading: radians(angle) })}
      />
    </>
  );
};

/** Metres that a side of a piece may have. */
const sizes = { min: 0.01, max: 200, step: 0.05 } as const;

const PieceSizes = ({ piece, edits }: { readonly piece: SetPiece; readonly edits: StageEdits }) => {
  const t = useText(stageMessages);
  const [wide, high, deep] = piece.size;
  const sides = [
    [t.width, wide, (next: number): SetPiece['size'] => [next, high, deep]],
    [t.height, high, (next: number): SetPiece['size'] => [wide, next, deep]],
    [t.depth, deep, (next: number): SetPiece['size'] => [wide, high, next]],
  ] as const;
  return sides.map(([label, value, sized]) => (
    <NumberField
      key={label}
      label={label}
      shown
      value={Math.round(value * 100) / 100}
      unit="m"
      {...sizes}
      onWrite={(next) => edits.setPiece({ ...piece, size: sized(next) })}
    />
  ));
};

const PieceBar = ({ piece, edits }: { readonly piece: SetPiece; readonly edits: StageEdits }) => {
  const t = useText(stageMessages);
  const language = useLanguage();
  const { session } = useStage();
  const [x, y, z] = piece.position;
  const copy = (): void => {
    const id = `piece-${crypto.randomUUID()}`;
    if (edits.addPiece({ ...piece, id, position: [x + 0.4, y, z + 0.4] }))
      session.change({ chosen: { kind: 'piece', id } });
  };
  const { label: _, ...unnamed } = piece;
  return (
    <>
      <b>{pieceNames[piece.kind][language]}</b>
      <TextInput
        key={piece.id}
        label={t.label}
        value={piece.label ?? ''}
        onWrite={(label) => edits.setPiece(label === '' ? unnamed : { ...piece, label })}
      />
      <PieceSizes piece={piece} edits={edits} />
      <NumberField
        label={t.facing}
        shown
        value={turnOf(piece.heading)}
        unit="°"
        min={-180}
        max={180}
        step={1}
        onWrite={(angle) => edits.setPiece({ ...piece, heading: radians(angle) })}
      />
      <NumberField
        label={t.level}
        shown
        value={Math.round(y * 100) / 100}
        unit="m"
        min={0}
        max={100}
        step={0.05}
        onWrite={(level) => edits.setPiece({ ...piece, position: [x, level, z] })}
      />
      <NumberField
        label={t.tone}
        shown
        value={Math.round(piece.tone)}
        unit=""
        min={0}
        max={255}
        step={5}
        onWrite={(tone) => edits.setPiece({ ...piece, tone })}
      />
      <IconButton label={t.duplicate} onClick={copy}>
        <Copy size={14} />
      </IconButton>
      <IconButton label={t.remove} onClick={() => edits.removePiece(piece.id) && session.change({ chosen: null })}>
        <Trash2 size={14} />
      </IconButton>
    </>
  );
};

const AddPiece = ({ shown, edits }: { readonly shown: Shown; readonly edits: StageEdits }) => {
  const t = useText(stageMessages);
  const language = useLanguage();
  const { session } = useStage();
  return (
    <Menu
      label={t.addPiece}
      trigger={
        <Button kind="outline">
          <Plus size={14} aria-hidden />
          {t.addPiece}
        </Button>
      }
    >
      <div className={styles.library}>
        {libraryKinds.map((kind) => (
          <MenuItem
            key={kind}
            onSelect={() => {
              const id = `piece-${crypto.randomUUID()}`;
              const [x = 0, , z = 0] = shown.set.figures[0]?.position ?? [];
              if (edits.addPiece(newPiece(kind, id, [x + 1, z + 1]))) session.change({ chosen: { kind: 'piece', id } });
            }}
          >
            {pieceNames[kind][language]}
          </MenuItem>
        ))}
      </div>
    </Menu>
  );
};

const PlaceBar = ({ shown, edits }: { readonly shown: Shown; readonly edits: StageEdits }) => {
  const t = useText(stageMessages);
  const language = useLanguage();
  const { shot } = useStage();
  const { story } = useProject();
  const scene = useScene(shot.scene ?? ('' as never)); // no scene has the empty id
  const byHand = [story.snapshot().stage.get(shot.id), shot.scene && story.snapshot().stage.get(shot.scene)].some(
    (entry) => entry && entry.time !== null,
  );
  const [wide, high, deep] = shown.set.extent;
  const sides = [
    [t.width, wide, 1, (next: number) => [next, high, deep] as const],
    [t.depth, deep, 1, (next: number) => [wide, high, next] as const],
    [t.walls, high, 0, (next: number) => [wide, next, deep] as const],
  ] as const;
  return (
    <>
      <AddPiece shown={shown} edits={edits} />
      <ChoiceField
        label={t.light}
        value={byHand ? shown.set.time : 'script'}
        options={[
          { value: 'script', label: t.lightOfScript(scene?.time || timeNames[shown.set.time][language]) },
          ...timesOfDay.map((value) => ({ value, label: timeNames[value][language] })),
        ]}
        onChange={(time) => edits.setPlace({ time: time === 'script' ? null : time })}
      />
      {sides.map(([label, value, min, sized]) => (
        <NumberField
          key={label}
          label={label}
          shown
          value={Math.round(value * 10) / 10}
          unit="m"
          min={min}
          max={min === 0 ? 100 : 500}
          step={0.5}
          onWrite={(next) => edits.setPlace({ extent: sized(next) })}
        />
      ))}
      <span className={styles.hint}>{t.chooseHint}</span>
    </>
  );
};

/** What can be set of what is chosen; of the place, when nothing is. Absent for those who may not edit. */
export const ThingBar = ({ shown }: { readonly shown: Shown }) => {
  const { session, edits } = useStage();
  const chosen = useSession(session, (now) => now.chosen);
  if (edits === null) return null;
  const figure = chosen?.kind === 'figure' ? shown.set.figures.find(({ name }) => name === chosen.name) : undefined;
  const piece = chosen?.kind === 'piece' ? shown.set.pieces.find(({ id }) => id === chosen.id) : undefined;
  return (
    <div className={styles.bar}>
      {figure && <FigureBar figure={figure} shown={shown} edits={edits} />}
      {piece && <PieceBar piece={piece} edits={edits} />}
      {chosen?.kind === 'camera' && <CameraBar camera={shown.camera} />}
      {!figure && !piece && chosen?.kind !== 'camera' && <PlaceBar shown={shown} edits={edits} />}
    </div>
  );
};
