import { type ComponentProps, useEffect } from 'react';

/** Marks a part of the screen that F6 goes to; `label` names it. */
export const Region = ({
  label,
  as: Tag = 'section',
  ...rest
}: ComponentProps<'section'> & {
  readonly label: string;
  readonly as?: 'section' | 'aside' | 'main' | 'header' | 'nav';
}) => <Tag {...rest} aria-label={label} data-region="" tabIndex={-1} />;

const focusInside = (region: HTMLElement): void => {
  const first = region.querySelector<HTMLElement>(
    '[data-region-focus], [aria-current], [tabindex="0"], a[href], button:not(:disabled), input, [contenteditable="true"]',
  );
  (first ?? region).focus();
};

/** F6 and Shift-F6 move between the regions of the screen, in the order of the page. */
export const useRegionKeys = (): void => {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'F6') return;
      const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
        (each) => each.offsetParent !== null,
      );
      if (regions.length === 0) return;
      event.preventDefault();
      const at = regions.findIndex((each) => each.contains(document.activeElement));
      const step = event.shiftKey ? -1 : 1;
      const next = regions[(at + step + regions.length) % regions.length] ?? regions[0];
      if (next !== undefined) focusInside(next);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
};
