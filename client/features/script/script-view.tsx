import { useRef } from 'react';
import { useSharedScroll } from '../../model/following.ts';
import { useMeta, useScenes } from '../../model/project.tsx';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useText } from '../../ui/language.tsx';
import { scriptMessages } from './messages.ts';
import styles from './script-view.module.css';

/** The script on paper. */
export const ScriptView = () => {
  const t = useText(scriptMessages);
  const scenes = useScenes();
  const { language } = useMeta();
  const container = useRef<HTMLDivElement>(null);
  useSharedScroll({ container, attribute: 'data-block' });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <div ref={container} className={styles.desk} tabIndex={0}>
      {scenes.length === 0 ? (
        <EmptyState title={t.blankTitle} words={t.blankWords} />
      ) : (
        <article className={styles.paper} lang={language} aria-label={t.script}>
          {scenes.flatMap((scene) =>
            scene.blocks.map((block) => (
              <p key={block.id} data-block={block.id} className={classNames(styles.block, styles[block.type])}>
                {block.text}
              </p>
            )),
          )}
        </article>
      )}
    </div>
  );
};
