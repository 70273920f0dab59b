import { pageLabel } from '@oner/shared/document/pagination.ts';
import type { BlockType } from '@oner/shared/fountain/screenplay.ts';
import { useEffect, useState } from 'react';
import { afterTyping } from '../../model/after-typing.ts';
import { useCan, useProject } from '../../model/project.tsx';
import { useLanguage, useText } from '../../ui/language.tsx';
import { elementAfter, elementByTab, keyedElements } from './editor/elements.ts';
import { setElement } from './editor/screenplay-keys.ts';
import { elementNames, scriptMessages } from './messages.ts';
import styles from './script-view.module.css';
import type { ScriptPage } from './use-script-page.ts';

type Where = {
  readonly type: BlockType;
  readonly scene: string;
  readonly page: string;
  readonly pages: number;
};

/** The element that the caret is in, its scene and its page; null while it is in none. */
const useWhere = ({ editor, window: shown, pages }: ScriptPage): Where | null => {
  const { story } = useProject();
  const [where, setWhere] = useState<Where | null>(null);
  useEffect(() => {
    const look = (): void => {
      // where one last wrote stands until one writes elsewhere
      if (editor.isDestroyed || shown.isParked()) return;
      const block = editor.state.selection.$from.node(1);
      if (!block) {
        setWhere(null);
        return;
      }
      const { scenes, blocks } = story.snapshot();
      const layout = pages.of(blocks);
      const index = shown.range().from + editor.state.selection.$from.index(0);
      const scene = scenes.find((candidate) => candidate.blocks.some(({ id }) => id === block.attrs.id));
      const next = {
        type: block.type.name as BlockType,
        scene: scene?.number ?? '',
        page: pageLabel(layout, layout.pages[index] ?? 1),
        pages: layout.count,
      };
      setWhere((before) =>
        before &&
        before.type === next.type &&
        before.page === next.page &&
        before.pages === next.pages &&
        before.scene === next.scene
          ? before
          : next,
      );
    };
    const lookSoon = (): void => afterTyping(look);
    look();
    editor.on('selectionUpdate', lookSoon);
    return () => {
      editor.off('selectionUpdate', lookSoon);
    };
  }, [editor, shown, story, pages]);
  return where;
};

/** The element at the caret, what Enter and Tab would do, and the scene and page. */
export const StatusLine = ({ page }: { readonly page: ScriptPage }) => {
  const { editor } = page;
  const t = useText(scriptMessages);
  const names = elementNames[useLanguage()];
  const mayEdit = useCan('edit');
  const where = useWhere(page);
  if (!where) return <div className={styles.status} />;
  return (
    <div className={styles.status}>
      {mayEdit ? (
        <>
          <select
            aria-label={t.element}
            value={where.type}
            onChange={(event) => {
              setElement(editor, event.target.value as BlockType);
              editor.commands.focus();
            }}
          >
            {[...new Set<BlockType>([...keyedElements, 'lyric', 'centered', 'section', 'synopsis', where.type])].map(
              (type) => (
                <option key={type} value={type}>
                  {names[type]}
                </option>
              ),
            )}
          </select>
          <span>
            <kbd>Enter</kbd> {names[elementAfter(where.type)]}
          </span>
          <span>
            <kbd>Tab</kbd> {names[elementByTab(where.type, false)]}
          </span>
        </>
      ) : (
        <span>{names[where.type]}</span>
      )}
      <span>{t.place(where.scene, where.page, where.pages)}</span>
    </div>
  );
};
