/** What is measured inside the page. Functions here are sent to the browser by themselves: they may use nothing outside. */
import type { Page } from 'playwright-core';

/**
 * From the beginning of the navigation until the script is there to write in, ms: its first screens in the page, and room for all `blocks` of it,
 * which are at least a line high.
 */
export const openToEditable = async (page: Page, url: string, blocks: number): Promise<number> => {
  await page.goto(url, { waitUntil: 'commit' });
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const lineHeight = 18;
        const look = (): void => {
          const editor = document.querySelector('[role=textbox][contenteditable=true]');
          const paper = editor?.parentElement?.parentElement;
          if (editor && editor.childElementCount > 50 && paper && paper.offsetHeight > wanted * lineHeight)
            setTimeout(() => resolve(performance.now()));
          else requestAnimationFrame(look);
        };
        look();
      }),
    blocks,
  );
};

/** Begins to measure, for every key, the time from the key to the end of the frame that shows it. */
export const watchKeys = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { keyTimes: times });
    const channel = new MessageChannel();
    const waiting: number[] = [];
    channel.port1.onmessage = () => {
      const now = performance.now();
      for (const pressedAt of waiting.splice(0)) times.push(now - pressedAt);
    };
    window.addEventListener(
      'keydown',
      (event) => {
        requestAnimationFrame(() => {
          waiting.push(event.timeStamp);
          channel.port2.postMessage(null);
        });
      },
      true,
    );
  });

export const takeKeyTimes = (page: Page): Promise<readonly number[]> =>
  page.evaluate(() => {
    const times: unknown = Reflect.get(window, 'keyTimes');
    return Array.isArray(times) ? times.splice(0).map(Number) : [];
  });

/** Scrolls the board, so many pixels each frame, and returns the times between frames, ms. */
export const scrollFrames = (page: Page, options: { readonly step: number; readonly ms: number }) =>
  page.evaluate(
    ({ step, ms }) =>
      new Promise<readonly number[]>((resolve, reject) => {
        let scroller = document.querySelector('[data-shot]')?.parentElement ?? null;
        while (scroller && !/auto|scroll/.test(getComputedStyle(scroller).overflowY)) scroller = scroller.parentElement;
        if (!scroller) {
          reject(new Error('nothing scrolls'));
          return;
        }
        const board = scroller;
        const times: number[] = [];
        let direction = 1;
        let last = performance.now();
        const end = last + ms;
        const frame = (now: number): void => {
          times.push(now - last);
          last = now;
          const before = board.scrollTop;
          board.scrollTop += direction * step;
          if (board.scrollTop === before) direction = -direction;
          if (now < end) requestAnimationFrame(frame);
          else resolve(times.slice(1));
        };
        requestAnimationFrame(frame);
      }),
    options,
  );

/** Presses `key` and returns the time until the frame that shows the cards in another order, ms. */
export const reorderByKey = async (page: Page, key: string): Promise<number> => {
  const watch = await page.evaluateHandle(() => {
    const order = (): string =>
      [...document.querySelectorAll<HTMLElement>('[data-shot]')].map(({ dataset }) => dataset.shot).join(' ');
    const before = order();
    const shown = new Promise<number>((resolve) => {
      const onKey = ({ timeStamp, key: pressed }: KeyboardEvent): void => {
        if (!pressed.startsWith('Arrow')) return;
        window.removeEventListener('keydown', onKey, true);
        const look = (): void => {
          if (order() === before) requestAnimationFrame(look);
          else setTimeout(() => resolve(performance.now() - timeStamp));
        };
        requestAnimationFrame(look);
      };
      window.addEventListener('keydown', onKey, true);
    });
    return { shown };
  });
  await page.keyboard.press(key);
  return watch.evaluate(({ shown }) => shown);
};

/** Processor time that the page's main thread has taken, ms: what a loaded machine does not stretch. */
export const mainThreadClock = async (page: Page): Promise<() => Promise<number>> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  };
};
