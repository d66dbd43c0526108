import { Get, Module } from '@nestjs/common';

/**
 * A module with two routes that differ in nothing but the guard, made with the service's own
 * public means.
 *
 * @param api Exports of the built `src/index.js`.
 * @returns The manifest.
 */
export function benchManifest({
  ANONYMOUS,
  defineFeature,
  defineModule,
  Resource,
  RestController,
}) {
  class BenchController {
    open() {
      return { ok: true };
    }

    guarded() {
      return { ok: true };
    }
  }
  class BenchModule {}

  const decorate = (method, ...decorators) => {
    const descriptor = Object.getOwnPropertyDescriptor(BenchController.prototype, method);
    for (const decorator of decorators) decorator(BenchController.prototype, method, descriptor);
  };
  decorate('open', Get('open'), Resource(ANONYMOUS));
  decorate('guarded', Get('guarded'), Resource('Magento_Backend::admin'));
  RestController('bench')(BenchController);
  Module({ controllers: [BenchController] })(BenchModule);

  return defineModule({
    name: 'bench',
    summary: 'Routes for the benchmark.',
    sequence: ['webapi'],
    load: async () => defineFeature({ module: BenchModule }),
  });
}
