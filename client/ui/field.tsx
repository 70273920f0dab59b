import { type ComponentProps, useId } from 'react';
import styles from './field.module.css';

export const inputClass = styles.input ?? '';

/** A labelled text field; `problem` says in words what is wrong with it. */
export const Field = ({
  label,
  problem,
  ...rest
}: ComponentProps<'input'> & { readonly label: string; readonly problem?: string | null }) => {
  const id = useId();
  const hasProblem = problem !== undefined && problem !== null;
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <input
        {...rest}
        id={id}
        className={styles.input}
        aria-invalid={hasProblem}
        aria-describedby={hasProblem ? `${id}-problem` : undefined}
      />
      {hasProblem && (
        <p id={`${id}-problem`} className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
};

export const SelectField = ({ label, ...rest }: ComponentProps<'select'> & { readonly label: string }) => {
  const id = useId();
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <select {...rest} id={id} className={styles.input} />
    </div>
  );
};
