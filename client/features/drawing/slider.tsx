import { useEffect, useRef, useState } from 'react';
import styles from './drawing.module.css';

/** A slider that tells its value while it is moved, and once when it was let go: what others see changes as one step. */
export const Slider = ({
  label,
  value,
  text,
  max = 100,
  onInput,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  /** The value in words. */
  readonly text: (value: number) => string;
  readonly max?: number;
  readonly onInput?: (value: number) => void;
  readonly onChange?: (value: number) => void;
}) => {
  const input = useRef<HTMLInputElement>(null);
  const [moving, setMoving] = useState<number | null>(null);
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  useEffect(() => {
    const element = input.current;
    if (element === null) return;
    const letGo = (): void => {
      setMoving(null);
      latest.current?.(Number(element.value));
    };
    element.addEventListener('change', letGo);
    return () => element.removeEventListener('change', letGo);
  }, []);
  const shown = moving ?? Math.round(value);
  return (
    <label className={styles.slider}>
      <span>{label}</span>
      <output>{text(shown)}</output>
      <input
        ref={input}
        type="range"
        min={0}
        max={max}
        step={1}
        value={shown}
        aria-valuetext={text(shown)}
        onChange={(event) => {
          setMoving(Number(event.target.value));
          onInput?.(Number(event.target.value));
        }}
      />
    </label>
  );
};
