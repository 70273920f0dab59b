import type { ReactNode } from 'react';
import { Seal } from '../../ui/seal.tsx';
import { EntrancePicture } from './entrance-picture.tsx';
import styles from './sign-in.module.css';

/** The page by which people come in: words on the left, a frame on the right. */
export const Entrance = ({
  title,
  lead,
  children,
}: {
  readonly title: string;
  readonly lead: string;
  readonly children?: ReactNode;
}) => (
  <main className={styles.page}>
    <div className={styles.words}>
      <Seal />
      <h1>{title}</h1>
      <p className={styles.lead}>{lead}</p>
      {children}
    </div>
    <div className={`${styles.picture} darkroom`}>
      <EntrancePicture />
    </div>
  </main>
);
