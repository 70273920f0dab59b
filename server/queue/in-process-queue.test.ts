import { systemClock } from '../platform/clock.ts';
import { createInProcessQueue } from './in-process-queue.ts';
import { describeQueueContract } from './testing/queue-contract.ts';

describeQueueContract('in process', {
  open: async () => {
    const queue = createInProcessQueue({ clock: systemClock });
    return { queue, close: () => queue.close(0) };
  },
});
