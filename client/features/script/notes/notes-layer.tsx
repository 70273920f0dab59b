import { BookText, MessageSquareText, PenLine } from 'lucide-react';
import { type ComponentProps, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useCan } from '../../../model/project.tsx';
import { IconButton } from '../../../ui/button.tsx';
import { useCommand } from '../../../ui/commands.tsx';
import { useText } from '../../../ui/language.tsx';
import { ReportButton } from '../reports/report-panel.tsx';
import { titleMessages } from '../title/messages.ts';
import { TitlePage } from '../title/title-page.tsx';
import type { ScriptPage } from '../use-script-page.ts';
import { ViewMenu } from '../view/view-menu.tsx';
import { DraftField, type DraftPlace } from './draft-field.tsx';
import { notesMessages } from './messages.ts';
import { useNoteActions } from './note-actions.ts';
import styles from './notes.module.css';
import type { Notes } from './notes.tsx';
import { NotesPanel } from './notes-panel.tsx';
import type { Note } from './notes-store.ts';
import { useNoteMarks, useNotes } from './use-notes.ts';

type Show = (id: string) => void;

/** A click on a mark in the words shows its card. */
const useMarkClicks = ({ editor }: ScriptPage, show: Show): void => {
  useEffect(() => {
    const onClick = ({ target }: MouseEvent): void => {
      const mark = target instanceof Element ? target.closest<HTMLElement>('[data-note]') : null;
      if (mark?.dataset.note) show(mark.dataset.note);
    };
    const { dom } = editor.view;
    dom.addEventListener('click', onClick);
    return () => dom.removeEventListener('click', onClick);
  }, [editor, show]);
};

/** While somebody suggests, the script is not written in: a click opens a draft of its paragraph. */
const useDraftClicks = ({ editor }: ScriptPage, suggesting: boolean, open: (place: DraftPlace) => void): void => {
  const mayEdit = useCan('edit');
  useEffect(() => {
    editor.setEditable(mayEdit && !suggesting, false);
    if (!suggesting) return;
    const onClick = (event: MouseEvent): void => {
      const { view } = editor;
      if (event.target instanceof Element && event.target.closest('[data-note]')) return;
      // words that were just selected are to be commented on
      if (window.getSelection()?.isCollapsed === false) return;
      const found = view.posAtCoords({ left: event.clientX, top: event.clientY });
      const place = found && placeAt(editor, found.pos);
      if (place) open(place);
    };
    const { dom } = editor.view;
    dom.addEventListener('click', onClick);
    return () => dom.removeEventListener('click', onClick);
  }, [editor, suggesting, mayEdit, open]);
};

const placeAt = (editor: ScriptPage['editor'], position: number): DraftPlace | null => {
  const at = editor.state.doc.resolve(position);
  const block = at.node(1) ?? at.nodeAfter ?? at.nodeBefore;
  return block?.attrs.id ? { block: block.attrs.id, offset: at.depth > 0 ? at.parentOffset : 0 } : null;
};

/** Brings a note's words onto the screen. */
const goTo = ({ paper }: ScriptPage, { words }: Note): void => {
  if (words) paper.reveal(words.block)?.scrollIntoView({ block: 'center' });
};

/** Comments and suggestions: their marks in the words, their cards, and writing new ones. */
export const NotesLayer = ({ page, desk, title, paper, comment, onComment }: ComponentProps<typeof Notes>) => {
  const t = useText(notesMessages);
  const titles = useText(titleMessages);
  const mayComment = useCan('comment');
  const notes = useNotes();
  const actions = useNoteActions();
  const [open, setOpen] = useState(false);
  const [current, setCurrent] = useState<string | null>(null);
  const [suggesting, setSuggesting] = useState(false);
  const [titled, setTitled] = useState(false);
  const [draft, setDraft] = useState<DraftPlace | null>(null);
  const [show] = useState(() => (id: string): void => {
    setOpen(true);
    setCurrent(id);
  });
  const isOpen = open || comment !== null;
  useNoteMarks(page, notes);
  useMarkClicks(page, show);
  useDraftClicks(page, suggesting, setDraft);
  useEffect(() => {
    if (comment !== null) setOpen(true);
  }, [comment]);
  useEffect(() => {
    desk.current?.toggleAttribute('data-beside', isOpen);
  }, [desk, isOpen]);
  const suggest = (): void => {
    setDraft(suggesting ? null : placeAt(page.editor, page.editor.state.selection.head));
    setSuggesting(!suggesting);
  };
  useCommand({ id: 'script.suggest', title: t.suggest, keys: ['Alt+E'], enabled: mayComment, run: suggest });
  useCommand({ id: 'script.notes', title: t.notes, keys: ['Alt+N'], run: () => setOpen(!open) });
  const showTitle = (): void => {
    setTitled(!titled);
    if (!titled) desk.current?.scrollTo({ top: 0 });
  };
  useCommand({ id: 'script.title-page', title: titles.titlePage, run: showTitle });
  return (
    <>
      {suggesting && (
        <p className={styles.banner} role="status">
          {t.suggesting}
        </p>
      )}
      <div className={styles.tools} role="toolbar" aria-label={t.tools} data-beside={isOpen ? '' : undefined}>
        <IconButton label={t.notesOf(notes.length)} on={isOpen} onClick={() => setOpen(!open)}>
          <MessageSquareText size={16} aria-hidden />
          {notes.length > 0 && (
            <span className={styles.count} aria-hidden>
              {notes.length}
            </span>
          )}
        </IconButton>
        {mayComment && (
          <IconButton label={t.suggest} on={suggesting} onClick={suggest}>
            <PenLine size={16} aria-hidden />
          </IconButton>
        )}
        <IconButton label={titles.titlePage} on={titled} onClick={showTitle}>
          <BookText size={16} aria-hidden />
        </IconButton>
        <ReportButton />
        <ViewMenu page={page} />
      </div>
      {titled && title.current && createPortal(<TitlePage />, title.current)}
      {isOpen && (
        <NotesPanel
          notes={notes}
          current={current}
          actions={actions}
          comment={comment}
          onComment={onComment}
          onShow={(note) => {
            setCurrent(note.id);
            goTo(page, note);
          }}
          onClose={() => {
            setOpen(false);
            onComment(null);
          }}
        />
      )}
      {draft && suggesting && (
        <DraftField
          key={`${draft.block} ${draft.offset}`}
          page={page}
          paper={paper}
          place={draft}
          actions={actions}
          onLeave={() => setDraft(null)}
        />
      )}
    </>
  );
};
