import type { TestService, TestServices } from '@oner/server/testing/test-services.ts';
import type { TestProject } from 'vitest/node';
import type { Service } from './child-service.ts';
import { startMongo } from './mongo.ts';
import { startRedis } from './redis.ts';
import { startS3 } from './s3.ts';

const attempt = async (start: () => Promise<Service>): Promise<Service> => {
  try {
    return await start();
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error) };
  }
};

const placeOf = (service: Service): TestService =>
  'url' in service ? { url: service.url } : { missing: service.missing };

/** Starts the services once for a whole run and tells the tests where they are; says aloud which are missing. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const [redis, mongo, s3] = await Promise.all([attempt(startRedis), attempt(startMongo), attempt(startS3)]);
  const services: TestServices = { redis: placeOf(redis), mongo: placeOf(mongo), s3: placeOf(s3) };
  for (const [name, service] of Object.entries(services)) {
    if (!('missing' in service)) continue;
    const consequence = process.env.CI === 'true' ? 'its tests fail' : 'its tests are skipped';
    process.stderr.write(`${name} is missing (${service.missing}): ${consequence}\n`);
  }
  project.provide('services', services);
  return async () => {
    await Promise.all([redis, mongo, s3].map(async (service) => ('stop' in service ? service.stop() : undefined)));
  };
};
