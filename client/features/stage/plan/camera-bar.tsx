import { usualLenses } from '@oner/shared/camera/vocabulary.ts';
import type { Camera } from '@oner/shared/stage/scene.ts';
import { degrees, radians } from '@oner/shared/stage/vec3.ts';
import { Button } from '../../../ui/button.tsx';
import { ChoiceField } from '../../../ui/choice-field.tsx';
import { useText } from '../../../ui/language.tsx';
import { NumberField } from '../../../ui/number-field.tsx';
import { stageMessages } from '../messages.ts';
import { useStage } from '../stage.tsx';
import styles from './plan.module.css';

/** What can be set of the shot's own camera, beside what a hand does with it. */
export const CameraBar = ({ camera }: { readonly camera: Camera }) => {
  const t = useText(stageMessages);
  const { shot, staged, hand, edits } = useStage();
  const set = (next: Camera): void => {
    hand?.hold({ kind: 'camera', camera: next });
    hand?.drop();
  };
  const lens = Math.round(camera.lens);
  const lenses = usualLenses.some((each) => each === lens) ? usualLenses : [...usualLenses, lens].sort((a, b) => a - b);
  const [x, y, z] = camera.position;
  return (
    <>
      <b>{t.cameraOf(shot.number ?? '')}</b>
      <span className={styles.hint}>{staged?.spec.handCamera ? t.byHand : t.byWords}</span>
      <ChoiceField
        label={t.lens}
        value={String(lens)}
        options={lenses.map((each) => ({ value: String(each), label: t.lensMm(String(each)) }))}
        onChange={(mm) => set({ ...camera, lens: Number(mm) })}
      />
      <NumberField
        label={t.cameraHeight}
        shown
        value={Math.round(y * 100) / 100}
        unit="m"
        min={0.08}
        max={60}
        step={0.05}
        onWrite={(level) =>
          set({
            ...camera,
            position: [x, level, z],
            target: [camera.target[0], camera.target[1] + level - y, camera.target[2]],
          })
        }
      />
      <NumberField
        label={t.roll}
        shown
        value={Math.round(degrees(camera.roll))}
        unit="°"
        min={-45}
        max={45}
        step={1}
        onWrite={(angle) => set({ ...camera, roll: radians(angle) })}
      />
      {staged?.spec.handCamera && (
        <Button kind="outline" onClick={() => edits?.backToWords()}>
          {t.backToWords}
        </Button>
      )}
    </>
  );
};
