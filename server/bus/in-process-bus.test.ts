import { createInProcessBus } from './in-process-bus.ts';
import { describeBusContract } from './testing/bus-contract.ts';

describeBusContract('in process', {
  open: async () => {
    const bus = createInProcessBus();
    return { nodes: [bus, bus], close: () => bus.close() };
  },
});
