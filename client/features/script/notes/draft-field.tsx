import type { BlockType } from '@oner/shared/fountain/screenplay.ts';
import type { BlockId } from '@oner/shared/ids/ids.ts';
import { type KeyboardEvent, type RefObject, useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { Button } from '../../../ui/button.tsx';
import { useLanguage, useText } from '../../../ui/language.tsx';
import { textOf, typeOf } from '../editor/change-element.ts';
import { keyedElements } from '../editor/elements.ts';
import { elementNames } from '../messages.ts';
import type { ScriptPage } from '../use-script-page.ts';
import { type DraftedBlock, draftChanges } from './draft-changes.ts';
import { notesMessages } from './messages.ts';
import type { NoteActions } from './note-actions.ts';
import styles from './notes.module.css';

export type DraftPlace = { readonly block: BlockId; readonly offset: number };

/** The block as the page shows it; null when it shows it no more. */
export const shownBlock = ({ editor }: ScriptPage, id: string): DraftedBlock | null => {
  let found: DraftedBlock | null = null;
  editor.state.doc.forEach((node) => {
    if (node.attrs.id === id) found = { id: id as BlockId, type: typeOf(node), text: textOf(node) };
  });
  return found;
};

/** Where the block's words stand on the paper, px. */
const boxOf = ({ editor }: ScriptPage, paper: HTMLElement, id: string) => {
  const element = editor.view.dom.querySelector<HTMLElement>(`[data-block="${CSS.escape(id)}"]`);
  if (!element) return null;
  const [box, sheet] = [element.getBoundingClientRect(), paper.getBoundingClientRect()];
  const { fontWeight } = getComputedStyle(element);
  return { left: box.left - sheet.left, top: box.top - sheet.top, width: box.width, minHeight: box.height, fontWeight };
};

/** A paragraph as somebody would word it, written over it in its place; what differs is suggested. */
export const DraftField = ({
  page,
  paper,
  place,
  actions,
  onLeave,
}: {
  readonly page: ScriptPage;
  readonly paper: RefObject<HTMLElement | null>;
  readonly place: DraftPlace;
  readonly actions: NoteActions;
  readonly onLeave: () => void;
}) => {
  const t = useText(notesMessages);
  const names = elementNames[useLanguage()];
  const id = useId();
  const [begun] = useState(() => shownBlock(page, place.block));
  const [text, setText] = useState(begun?.text ?? '');
  const [type, setType] = useState<BlockType>(begun?.type ?? 'action');
  const [sending, setSending] = useState(false);
  const taken = useRef(new Set<string>());
  const [box] = useState(() => (paper.current ? boxOf(page, paper.current, place.block) : null));
  const sheet = paper.current;
  if (!begun || !box || !sheet) return null;
  const send = async (): Promise<void> => {
    if (sending) return;
    setSending(true);
    // what was taken before another was refused is not suggested again
    const changes = draftChanges(begun, text, type).filter((change) => !taken.current.has(JSON.stringify(change)));
    const all = await actions.suggest(changes, (change) => taken.current.add(JSON.stringify(change)));
    setSending(false);
    if (all) onLeave();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') onLeave();
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void send();
    }
  };
  const { fontWeight, minHeight, ...where } = box;
  return createPortal(
    <div className={styles.draft} style={where}>
      <textarea
        style={{ fontWeight, minHeight }}
        aria-label={t.draft}
        aria-describedby={id}
        value={text}
        ref={(element) => {
          if (!element || element.dataset.placed) return;
          element.dataset.placed = 'true';
          element.focus({ preventScroll: true });
          element.setSelectionRange(place.offset, place.offset);
        }}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className={styles.draftBar}>
        <select aria-label={t.becomes} value={type} onChange={(event) => setType(event.target.value as BlockType)}>
          {[...new Set<BlockType>([begun.type, ...keyedElements])].map((each) => (
            <option key={each} value={each}>
              {names[each]}
            </option>
          ))}
        </select>
        <Button kind="primary" disabled={sending} onClick={() => void send()}>
          {t.suggest}
        </Button>
        <Button onClick={onLeave}>{t.cancel}</Button>
        <span id={id}>{t.draftKeys}</span>
      </div>
    </div>,
    sheet,
  );
};
