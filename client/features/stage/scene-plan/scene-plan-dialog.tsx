import type { SceneId } from '@oner/shared/ids/ids.ts';
import { Download, Printer, X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type ReactNode, useRef } from 'react';
import { useProject, useScene } from '../../../model/project.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { useText } from '../../../ui/language.tsx';
import { stageMessages } from '../messages.ts';
import styles from './scene-plan.module.css';
import { ScenePlanDrawing } from './scene-plan-drawing.tsx';
import { useSetups } from './use-setups.ts';

const svgFile = (svg: SVGSVGElement): Blob =>
  new Blob([new XMLSerializer().serializeToString(svg)], { type: 'image/svg+xml' });

const save = (file: Blob, name: string): void => {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
};

const Sheet = ({ scene: id }: { readonly scene: SceneId }) => {
  const t = useText(stageMessages);
  const scene = useScene(id);
  const plan = useSetups(id);
  const { story } = useProject();
  const svg = useRef<SVGSVGElement>(null);
  const numberOf = (shot: string): string => story.shot(shot as never)?.number ?? ''; // the set-ups' own ids
  const title = t.planTitle(scene?.number ?? '');
  return (
    <>
      <div className={styles.head}>
        <Dialog.Title className={styles.title}>{title}</Dialog.Title>
        <Button kind="outline" onClick={() => window.print()}>
          <Printer size={15} aria-hidden />
          {t.print}
        </Button>
        <Button
          kind="outline"
          onClick={() => svg.current && save(svgFile(svg.current), `camera-plan-${scene?.number ?? ''}.svg`)}
        >
          <Download size={15} aria-hidden />
          {t.downloadSvg}
        </Button>
        <Dialog.Close asChild>
          <IconButton label={t.close}>
            <X size={16} />
          </IconButton>
        </Dialog.Close>
      </div>
      {plan !== null && plan.setups.length === 0 && <p className={styles.empty}>{t.noSetups}</p>}
      {plan?.set && plan.line && plan.setups.length > 0 && (
        <div className={styles.sheet} data-sheet="">
          <h2 className={styles.heading}>{scene?.heading}</h2>
          <ScenePlanDrawing
            svgRef={svg}
            title={title}
            set={plan.set}
            line={plan.line}
            setups={plan.setups}
            numberOf={numberOf}
          />
          <table className={styles.list}>
            <tbody>
              {plan.setups.map((setup) => (
                <tr key={setup.number}>
                  <th scope="row">{setup.number}</th>
                  <td>{t.setupShots(setup.shots.map(numberOf).join(', '))}</td>
                  <td>{t.lensMm(String(Math.round(setup.camera.lens)))}</td>
                  <td>{t.metres(setup.camera.position[1].toFixed(1))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
};

/** The camera plan of a scene: all its set-ups from above, numbered; to print, or to keep as SVG. */
export const ScenePlanDialog = ({ scene, trigger }: { readonly scene: SceneId; readonly trigger: ReactNode }) => (
  <Dialog.Root>
    <Dialog.Trigger asChild>{trigger}</Dialog.Trigger>
    <Dialog.Portal>
      <Dialog.Overlay className={styles.shade} />
      <Dialog.Content className={styles.dialog} aria-describedby={undefined}>
        <Sheet scene={scene} />
      </Dialog.Content>
    </Dialog.Portal>
  </Dialog.Root>
);
