import { useMeta, useProject } from '../../../model/project.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { useText } from '../../../ui/language.tsx';
import { scriptMessages } from '../messages.ts';
import { goToBlock } from './go-to-block.ts';
import styles from './lists.module.css';
import { outlineEntries } from './script-lists.ts';
import { useList } from './use-list.ts';

/** Acts and sections with their synopses and scenes; a click goes there. */
export const OutlineList = () => {
  const t = useText(scriptMessages);
  const project = useProject();
  const { language } = useMeta();
  const entries = useList(outlineEntries);
  if (!entries.some(({ kind }) => kind !== 'scene')) return <p className={styles.empty}>{t.noOutline}</p>;
  return (
    <ul className={styles.list}>
      {entries.map(({ kind, block, text, depth, number }) => (
        <li key={block}>
          <button
            type="button"
            className={classNames(styles.entry, styles[kind])}
            style={{ paddingLeft: 12 * Math.max(depth, 1) }}
            onClick={() => goToBlock(project, block)}
          >
            {number !== '' && <span className={styles.number}>{number}</span>}
            <span lang={language}>{text}</span>
          </button>
        </li>
      ))}
    </ul>
  );
};
