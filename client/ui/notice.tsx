import { X } from 'lucide-react';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import type { Notice } from './live-region.tsx';
import styles from './notice.module.css';

export const NoticeList = ({
  notices,
  closeLabel,
  onClose,
}: {
  readonly notices: readonly Notice[];
  readonly closeLabel: string;
  readonly onClose: (id: number) => void;
}) => (
  <div className={styles.list}>
    {notices.map(({ id, kind, text }) => (
      <div
        key={id}
        className={classNames(styles.notice, kind === 'refusal' && styles.refusal)}
        role={kind === 'refusal' ? 'alert' : undefined}
      >
        <span>{text}</span>
        <IconButton label={closeLabel} onClick={() => onClose(id)}>
          <X size={15} />
        </IconButton>
      </div>
    ))}
  </div>
);
