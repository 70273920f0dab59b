import { useEffect, useState } from 'react';

const units = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
] as const;

/** How old something is, in its largest whole unit; null below a minute. */
export const ageOf = (
  at: string,
  now: number,
): { readonly amount: number; readonly unit: (typeof units)[number]['unit'] } | null => {
  const age = now - Date.parse(at);
  const found = units.find(({ ms }) => age >= ms);
  return found === undefined ? null : { amount: Math.floor(age / found.ms), unit: found.unit };
};

/** The same in words, such as `9 min` or `9分钟`. */
export const ageWords = (
  at: string,
  now: number,
  { language, justNow }: { readonly language: string; readonly justNow: string },
): string => {
  const age = ageOf(at, now);
  if (age === null) return justNow;
  return new Intl.NumberFormat(language, { style: 'unit', unit: age.unit, unitDisplay: 'short' }).format(age.amount);
};

/** The time now, looked at each minute, ms. */
export const useNow = (): number => {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
};
