import type { Shot } from '@oner/shared/document/story.ts';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { shotAfter, useBoardOrder } from '../../model/board-outline.ts';
import { useMeta, useProject } from '../../model/project.tsx';
import { useViewActions } from '../../model/view.ts';
import { IconButton } from '../../ui/button.tsx';
import { useText } from '../../ui/language.tsx';
import type { WriteFields } from './inspected.ts';
import styles from './inspector.module.css';
import { shotMessages } from './messages.ts';
import { ShotStateLine } from './shot-state-line.tsx';
import { TextField } from './text-field.tsx';

const Steps = ({ shot }: { readonly shot: Shot }) => {
  const t = useText(shotMessages);
  const order = useBoardOrder();
  const { selectShot } = useViewActions();
  const at = order.indexOf(shot.id);
  const go = (step: number) => () => {
    const next = shotAfter(order, shot.id, step);
    if (next !== null) selectShot(next);
  };
  return (
    <>
      <IconButton label={t.previous} disabled={at <= 0} onClick={go(-1)}>
        <ChevronLeft size={16} />
      </IconButton>
      <IconButton label={t.next} disabled={at === order.length - 1} onClick={go(1)}>
        <ChevronRight size={16} />
      </IconButton>
    </>
  );
};

/** Which shot it is, its state, its neighbours, and what it is of in words. */
export const InspectorHead = ({
  shot,
  several,
  write,
}: {
  readonly shot: Shot;
  /** How many shots are inspected together. */
  readonly several: number;
  readonly write: WriteFields | null;
}) => {
  const t = useText(shotMessages);
  const { selection } = useProject();
  const { language } = useMeta();
  const description = useRef<HTMLTextAreaElement>(null);
  useEffect(() => selection.onWish(['description'], () => description.current?.focus()), [selection]);
  if (several > 1) {
    return (
      <section className={styles.group}>
        <h2 className={styles.number}>{t.several(several)}</h2>
      </section>
    );
  }
  return (
    <>
      <section className={styles.group} style={write === null ? undefined : { borderBottom: 0, paddingBottom: 0 }}>
        <div className={styles.heading} style={write === null ? undefined : { marginBottom: 0 }}>
          <h2 className={styles.number}>{shot.number ?? t.unplaced}</h2>
          <ShotStateLine shot={shot} />
          <Steps shot={shot} />
        </div>
        {write === null && shot.description !== '' && (
          <p className={styles.said} lang={language}>
            {shot.description}
          </p>
        )}
      </section>
      {write !== null && (
        <TextField
          inputRef={description}
          label={t.description}
          command="shot.wish.description"
          lead
          value={shot.description}
          onWrite={(text) => write({ description: text })}
        />
      )}
    </>
  );
};
