import { Get, Module } from '@nestjs/common';
import { PrincipalType, TokenIssuer, type Principal } from '../../src/contract/index.js';
import { defineFeature, defineModule } from '../../src/kernel/index.js';
import { Roles } from '../../src/modules/authorization/index.js';
import { AdminAccounts } from '../../src/modules/user/index.js';
import { Resource, RestController, SELF } from '../../src/modules/webapi/index.js';
import type { TestApp } from '../support/test-app.js';

@RestController('fixture')
class ShopController {
  @Get('orders')
  @Resource('Fixture_Shop::orders')
  orders(): string[] {
    return [];
  }

  @Get('cancel')
  @Resource('Fixture_Shop::cancel')
  cancel(): string[] {
    return [];
  }

  @Get('both')
  @Resource('Fixture_Shop::orders', 'Fixture_Shop::reports')
  both(): string[] {
    return [];
  }

  @Get('self')
  @Resource(SELF)
  self(): string[] {
    return [];
  }
}

@Module({ controllers: [ShopController] })
class ShopModule {}

/** Routes that ask for resources of each kind: in a tree, several at once, and `self`. */
export const shopRoutes = defineModule({
  name: 'fixture-shop',
  summary: 'Routes to be granted.',
  sequence: ['webapi'],
  load: async () =>
    defineFeature({
      module: ShopModule,
      acl: [
        { id: 'Fixture_Shop::sales', title: 'Sales' },
        { id: 'Fixture_Shop::orders', title: 'Orders', parent: 'Fixture_Shop::sales' },
        { id: 'Fixture_Shop::cancel', title: 'Cancel', parent: 'Fixture_Shop::orders' },
        { id: 'Fixture_Shop::reports', title: 'Reports' },
      ],
    }),
});

export const SHOP_PATHS = ['orders', 'cancel', 'both', 'self', '../modules'] as const;

/** @returns Status and body of one of the shop's routes. */
export async function callShop(
  { app }: TestApp,
  path: string,
  token?: string,
): Promise<readonly [number, string]> {
  const { statusCode, body } = await app.inject({
    url: new URL(path, 'http://a/rest/V1/fixture/').pathname,
    ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
  });
  return [statusCode, body];
}

/** @returns Those of the shop's routes that a token opens. */
export async function openTo(test: TestApp, token: string): Promise<string[]> {
  const open = [];
  for (const path of SHOP_PATHS) {
    const [status, body] = await callShop(test, path, token);
    if (status === 200) open.push(path);
    else if (status !== 401 || !body.includes("isn't authorized"))
      throw new Error(`neither served nor refused: ${path} ${status} ${body}`);
  }
  return open;
}

/** @returns A new administrator without a role. */
export async function newAdmin(test: TestApp, username: string): Promise<Principal> {
  const admin = { username, email: `${username}@example.com`, role: undefined };
  return { type: PrincipalType.Admin, id: await test.get(AdminAccounts).create(admin, 'x') };
}

/** @returns A token of a new administrator whose new role, named like them, has the resources. */
export async function tokenWith(
  test: TestApp,
  username: string,
  ...resources: string[]
): Promise<string> {
  const principal = await newAdmin(test, username);
  await test.get(Roles).create(username, resources);
  await test.get(Roles).assign(principal, username);
  return test.get(TokenIssuer).issue(principal);
}
