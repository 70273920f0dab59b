import { type ComponentType, lazy, useState } from 'react';

export type Preloadable<P> = ComponentType<P> & {
  /** Begins to load the part, once; resolves when it is there, or failed to come. */
  readonly preload: () => Promise<void>;
};

/**
 * A part whose code is loaded apart, as React's `lazy` has it; but a part that has been preloaded shows at once, where `lazy` always
 * shows the fallback first, which React then keeps for 300 ms.
 */
export const preloadable = <P extends object>(load: () => Promise<ComponentType<P>>): Preloadable<P> => {
  let there: ComponentType<P> | null = null;
  let loading: Promise<ComponentType<P>> | null = null;
  const once = (): Promise<ComponentType<P>> => {
    loading ??= load().then((part) => {
      there = part;
      return part;
    });
    return loading;
  };
  const Later = lazy(async () => ({ default: await once() }));
  // biome-ignore lint/correctness/noComponentHookFactories: made once, by the module that names the part
  const Part = (props: P) => {
    // Stays what it was at first: another type would begin anew.
    const [Shown] = useState<ComponentType<P>>(() => there ?? Later);
    return <Shown {...props} />;
  };
  const preload = (): Promise<void> =>
    once().then(
      () => undefined,
      // Whoever shows the part is told.
      () => undefined,
    );
  return Object.assign(Part, { preload });
};
