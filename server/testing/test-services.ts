import { describe, inject, it } from 'vitest';

/** A service that tests run against: where it is, or why it cannot be had. */
export type TestService = { readonly url: string } | { readonly missing: string };

export type ServiceName = 'redis' | 'mongo' | 's3';

export type TestServices = Readonly<Record<ServiceName, TestService>>;

declare module 'vitest' {
  interface ProvidedContext {
    /** Set by the global set-up, see `infra/services/global-setup.ts`. */
    services: TestServices;
  }
}

/** What the global set-up made of a service. */
export const testService = (name: ServiceName): TestService => {
  // Absent when a configuration without the global set-up runs the tests.
  const services: TestServices | undefined = inject('services');
  return services?.[name] ?? { missing: 'the tests were started without the global set-up' };
};

/** A suite that needs a service: without it, it is reported as skipped, by name and reason; with `CI=true` it fails. */
export const describeWithService = (name: ServiceName, title: string, suite: (url: string) => void): void => {
  const service = testService(name);
  if ('url' in service) {
    describe(title, () => suite(service.url));
    return;
  }
  const reason = `needs ${name}: ${service.missing}`;
  describe(title, () => {
    if (process.env.CI !== 'true') it.skip(reason);
    else
      it(reason, () => {
        throw new Error(reason);
      });
  });
};
