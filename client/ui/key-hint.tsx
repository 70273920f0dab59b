import { chordLabel } from './chord.ts';
import styles from './key-hint.module.css';

/** A key or chord as a small cap, such as `Ctrl K`; `chord` as in a command's `keys`. */
export const KeyHint = ({ chord }: { readonly chord: string }) => <kbd className={styles.key}>{chordLabel(chord)}</kbd>;
