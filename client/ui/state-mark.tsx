import type { ReactNode } from 'react';

/** The shape of a state; its colour only repeats it. */
export type StateShape = 'disc' | 'half-disc' | 'triangle' | 'ring' | 'arc' | 'cross';

const shapes: Readonly<Record<StateShape, ReactNode>> = {
  disc: (
    <>
      <circle cx="6" cy="6" r="6" fill="var(--ok)" />
      <path d="M3.2 6.2l2 2 3.6-4" stroke="var(--bg-1)" strokeWidth="1.5" fill="none" />
    </>
  ),
  'half-disc': (
    <>
      <circle cx="6" cy="6" r="5" fill="none" stroke="var(--info)" strokeWidth="1.6" />
      <path d="M6 1a5 5 0 010 10z" fill="var(--info)" />
    </>
  ),
  triangle: <path d="M6 .5L11.7 11H.3z" fill="var(--warn)" />,
  ring: <circle cx="6" cy="6" r="5" fill="none" stroke="var(--line-ctl)" strokeWidth="1.6" />,
  arc: <circle cx="6" cy="6" r="5" fill="none" stroke="var(--info)" strokeWidth="1.6" strokeDasharray="19 13" />,
  cross: (
    <>
      <rect x=".5" y=".5" width="11" height="11" rx="2" fill="var(--bad)" />
      <path d="M3.5 3.5l5 5m0-5l-5 5" stroke="var(--bg-1)" strokeWidth="1.5" />
    </>
  ),
};

/** A state as a small shape; the words stand beside it. */
export const StateMark = ({ shape }: { readonly shape: StateShape }) => (
  <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" style={{ flex: 'none', display: 'block' }}>
    {shapes[shape]}
  </svg>
);
