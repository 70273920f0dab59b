import styles from './seal.module.css';

/** The mark: one take, one line, one eye on it. */
export const Seal = () => (
  <svg className={styles.seal} viewBox="0 0 26 26" aria-hidden="true">
    <rect width="26" height="26" rx="4" fill="var(--seal)" />
    <path d="M5 13.2h5M16 13.2h5" stroke="var(--seal-ink)" strokeWidth="2.5" />
    <circle cx="13" cy="13.2" r="2.6" fill="none" stroke="var(--seal-ink)" strokeWidth="2" />
  </svg>
);
