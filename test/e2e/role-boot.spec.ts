import { Get, Module } from '@nestjs/common';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { defineFeature, defineModule, type AclResource } from '../../src/kernel/index.js';
import { Resource, RestController } from '../../src/modules/webapi/index.js';
import { composeEverything } from '../architecture/every-module.js';
import { createTestDatabase, type TestDatabase } from '../support/databases.js';
import { startTestApp } from '../support/test-app.js';

@RestController('fixture')
@Resource('Fixture_Shop::class')
class CarelessController {
  @Get('inherited')
  inherited(): string[] {
    return [];
  }

  @Get('own')
  @Resource('Magento_Backend::admin', 'Fixture_Shop::own')
  own(): string[] {
    return [];
  }

  notARoute(): void {}
}

@Module({ controllers: [CarelessController] })
class CarelessModule {}

const careless = (name: string, acl: readonly AclResource[] = [], dynamic = false) =>
  defineModule({
    name,
    summary: 'Asks for what it may not have brought.',
    sequence: ['webapi'],
    load: async () =>
      defineFeature({ module: dynamic ? { module: CarelessModule } : CarelessModule, acl }),
  });

const CLASS = { id: 'Fixture_Shop::class', title: 'Class' };
const OWN = { id: 'Fixture_Shop::own', title: 'Own', parent: 'Fixture_Off::parent' };

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase('sqlite');
});
afterEach(() => database.remove());

it.each([false, true])(
  'a route that asks for what no module brings stops the start, and is named',
  async (dynamic) => {
    await expect(
      startTestApp({ database, manifests: [careless('careless', [], dynamic)] }),
    ).rejects.toMatchObject({
      code: 'RESOURCE_UNDECLARED',
      parameters: [
        'Fixture_Shop::class (CarelessController.inherited), ' +
          'Fixture_Shop::own (CarelessController.own)',
      ],
    });
    await expect(
      startTestApp({ database, manifests: [careless('careless', [CLASS], dynamic)] }),
    ).rejects.toMatchObject({ parameters: ['Fixture_Shop::own (CarelessController.own)'] });
  },
);

it('a parent that no module brings does not', async () => {
  const test = await startTestApp({ database, manifests: [careless('careful', [CLASS, OWN])] });
  expect((await test.app.inject('/rest/V1/fixture/own')).statusCode).toBe(401);
  await test.stop();
});

it('modules that disagree about a resource stop it, and so does a circle', async () => {
  const other = { ...CLASS, title: 'Another' };
  await expect(
    startTestApp({
      database,
      manifests: [careless('one', [CLASS, OWN]), careless('two', [other])],
    }),
  ).rejects.toMatchObject({
    code: 'MODULE_ACL',
    parameters: [CLASS.id, 'modules one and two give it different titles or parents'],
  });
  const circle = [
    { ...CLASS, parent: OWN.id },
    { ...OWN, parent: CLASS.id },
  ];
  await expect(
    startTestApp({ database, manifests: [careless('one', circle)] }),
  ).rejects.toMatchObject({
    code: 'MODULE_ACL',
    parameters: [CLASS.id, `it is below itself: ${CLASS.id} -> ${OWN.id} -> ${CLASS.id}`],
  });
});

it('no shipped module hangs anything below the right to see the list of modules', async () => {
  const { acl } = await composeEverything();
  const below = [...acl.values()].filter(({ parent }) => parent === 'Magento_Backend::admin');
  expect([acl.has('Magento_Backend::admin'), below]).toEqual([true, []]);
});
