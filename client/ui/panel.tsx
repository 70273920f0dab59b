import { Slot } from 'radix-ui';
import { type ReactNode, useId, useRef } from 'react';
import { onDemand } from './on-demand.ts';

const content = onDemand(() => import('./panel-content.tsx'));

export type PanelProps = {
  readonly title: string;
  readonly closeLabel: string;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly children: ReactNode;
};

/** A question that must be answered before anything else; or, in the corner, a panel beside the work. */
export const Dialog = ({
  corner = false,
  wide = false,
  lasting = false,
  trigger,
  ...panel
}: PanelProps & {
  /** In the corner, beside the work, which stays in reach. */
  readonly corner?: boolean;
  /** For what is read in two columns. */
  readonly wide?: boolean;
  /** In the corner: stays while one works beside it, until it is closed. */
  readonly lasting?: boolean;
  /** The control that opens it: focus returns there. */
  readonly trigger?: ReactNode;
}) => {
  const id = useId();
  const button = useRef<HTMLElement | null>(null);
  const { open, onOpenChange } = panel;
  const parts = content.use(open);
  return (
    <>
      {trigger !== undefined && (
        <Slot.Root
          ref={button}
          aria-haspopup="dialog"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          data-state={open ? 'open' : 'closed'}
          onFocus={content.request}
          onClick={() => onOpenChange(!open)}
        >
          {trigger}
        </Slot.Root>
      )}
      {parts !== null && (
        <parts.Content {...panel} id={id} corner={corner} wide={wide} lasting={lasting} trigger={button} />
      )}
    </>
  );
};
