import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

type RoomStats = Readonly<Record<string, number>>;

/** What `/metrics` shows: the process's own figures, the rooms' counters, and how long writes take to be durable. */
export const createMetrics = () => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const milliseconds = [1, 2, 5, 10, 20, 50, 100, 250, 500, 1000, 5000];
  const histogram = (name: string, help: string) =>
    new Histogram({ name, help, buckets: milliseconds, registers: [registry] });
  const durable = histogram('oner_sync_durable_ms', 'From a write arriving to its durable commit, ms');
  const load = histogram('oner_room_load_ms', 'From the start of a load to the loaded document, ms');
  return {
    registry,
    rooms: { durable: (ms: number) => durable.observe(ms), load: (ms: number) => load.observe(ms) },
    /** Shows each figure of `stats` as `oner_rooms{figure="…"}` at the time of asking. */
    watch: (stats: () => RoomStats): void => {
      new Gauge({
        name: 'oner_rooms',
        help: 'Counters of the rooms since the start, and what they hold now',
        labelNames: ['figure'],
        registers: [registry],
        collect() {
          for (const [figure, value] of Object.entries(stats())) this.set({ figure }, value);
        },
      });
    },
  };
};
