import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PrincipalType, TokenIssuer } from '../../src/contract/index.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { INACTIVE, REVOKED, SIGN_IN_REFUSED } from '../support/service-client.js';
import { decodeJwt, JWT, OPAQUE } from '../support/service-tokens.js';
import { NOT_SELF, OK, PASSWORD, Shop, type Answer } from '../support/shop.js';

const JANE = 'Jane@Example.com';
const NEW_PASSWORD = 'a better one than before';

const data = (id: number, more: object = {}): string => {
  const { email = JANE, lastname = 'Doe', updated_at = '2026-01-01 00:00:00' } = more as never;
  return (
    `{"id":${id},"group_id":1,"created_at":"2026-01-01 00:00:00","updated_at":"${updated_at}",` +
    `"created_in":"Default Store View","email":"${email}","firstname":"Jane","lastname":"${lastname}",` +
    '"store_id":1,"website_id":1,"addresses":[],"disable_auto_group_change":0,' +
    '"extension_attributes":{"is_subscribed":false}}'
  );
};

const required = (fieldName: string): Answer => [
  400,
  `{"message":"\\"%fieldName\\" is required. Enter and try again.","parameters":{"fieldName":"${fieldName}"}}`,
];

const noSuchCustomer = (id: number | string): Answer => [
  404,
  '{"message":"No such entity with %fieldName = %fieldValue",' +
    `"parameters":{"fieldName":"customerId","fieldValue":"${id}"}}`,
];

describe.each(['opaque', 'jwt'] as const)('with %s tokens', (format) => {
  describeOnEachDatabase('a customer', (kind) => {
    let shop: Shop;
    let id: number;

    beforeEach(async () => {
      shop = await Shop.open(format, { kind });
      id = await shop.createCustomer(JANE);
    });
    afterEach(() => shop.test.stop());

    const put = (path: string, token: string, body: unknown): Promise<Answer> =>
      shop.send('PUT', `V1/customers/${path}`, { token, body });

    it('signs in by address, without regard to case, and reads their own account', async () => {
      const token = await shop.token('jANE@example.COM');
      expect(token).toMatch(format === 'jwt' ? JWT : OPAQUE);
      const now = shop.test.clock.now();
      const payload = `{"uid":${id},"utypid":3,"iat":${now},"exp":${now + 3600}}`;
      expect(format === 'jwt' ? decodeJwt(token).payload : payload).toBe(payload);
      expect(await shop.send('GET', 'V1/customers/me', { token })).toEqual([200, data(id)]);
      expect(await shop.send('GET', 'V1/customers/me')).toEqual([401, NOT_SELF, 'Bearer']);
    });

    it('changes their own account, and nobody else’s, whatever id they send', async () => {
      const other = await shop.createCustomer('other@example.com');
      const token = await shop.token(JANE);
      shop.test.clock.advance(60);
      const customer = { id: other, group_id: 7, website_id: 2, store_id: 2, is_active: 0 };
      const names = { email: JANE, firstname: 'Jane', lastname: 'Roe' };
      const answer = await put('me', token, { customer: { ...customer, ...names } });
      const changed = data(id, { lastname: 'Roe', updated_at: '2026-01-01 00:01:00' });
      expect(answer).toEqual([200, changed]);
      expect(await shop.send('GET', 'V1/customers/me', { token })).toEqual([200, changed]);
      const root = await shop.adminToken();
      const untouched = data(other, { email: 'other@example.com' });
      expect(await shop.send('GET', `V1/customers/${other}`, { token: root })).toEqual([
        200,
        untouched,
      ]);
    });

    it('has the address they change to, and must sign in again with it', async () => {
      const [one, two] = [await shop.token(JANE), await shop.token(JANE)];
      const customer = { email: 'jane@example.org', firstname: 'Jane', lastname: 'Doe' };
      expect(await put('me', one, { customer })).toEqual([200, data(id, customer)]);
      expect([await shop.verdict(one), await shop.verdict(two)]).toEqual([REVOKED, REVOKED]);
      expect(await shop.signIn(JANE)).toEqual([401, SIGN_IN_REFUSED, 'Bearer']);
      expect(await shop.verdict(await shop.token('jane@example.org'))).toBe('ok');
    });

    it('keeps their tokens when the address changes by its case alone', async () => {
      const token = await shop.token(JANE);
      const customer = { email: 'jane@example.com', firstname: 'Jane', lastname: 'Doe' };
      expect(await put('me', token, { customer })).toEqual([200, data(id, customer)]);
      expect(await shop.verdict(token)).toBe('ok');
    });

    it.each([
      ['camel', 'currentPassword', 'newPassword'] as const,
      ['snake', 'current_password', 'new_password'] as const,
    ])(
      'changes their password, in %s case, which ends every token at once',
      async (_case, current, next) => {
        const [one, two] = [await shop.token(JANE), await shop.token(JANE)];
        const body = { [current]: PASSWORD, [next]: NEW_PASSWORD };
        expect(await put('me/password', one, body)).toEqual(OK);
        expect([await shop.verdict(one), await shop.verdict(two)]).toEqual([REVOKED, REVOKED]);
        expect(await shop.signIn(JANE)).toEqual([401, SIGN_IN_REFUSED, 'Bearer']);
        expect(await shop.verdict(await shop.token(JANE, NEW_PASSWORD))).toBe('ok');
        expect(shop.audit.at(-1)).toBe(`customer.password success ${JANE}`);
      },
    );

    it('does not change it without knowing it, and every token stays', async () => {
      const token = await shop.token(JANE);
      const body = { currentPassword: 'wrong', newPassword: NEW_PASSWORD };
      expect(await put('me/password', token, body)).toEqual([
        401,
        '{"message":"The password doesn\'t match this account. Verify the password and try again."}',
        'Bearer',
      ]);
      expect(await shop.verdict(token)).toBe('ok');
      expect(await shop.verdict(await shop.token(JANE))).toBe('ok');
      expect(shop.audit.at(-1)).toBe(`customer.password failure ${JANE}`);
    });

    it('changes nothing for an administrator who impersonates them', async () => {
      const principal = { type: PrincipalType.Customer, id };
      const acting = await shop.test
        .get(TokenIssuer)
        .issue(principal, { claims: { act: { sub: 'admin:1' } } });
      const passwords = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
      const customer = { email: 'eve@example.com', firstname: 'Eve', lastname: 'Doe' };
      expect((await put('me/password', acting, passwords))[0]).toBe(401);
      expect((await put('me', acting, { customer }))[0]).toBe(401);
      expect((await shop.signIn(JANE))[0]).toBe(200);
    });

    it('does not read passwords from a URL', async () => {
      const token = await shop.token(JANE);
      const query = `currentPassword=${encodeURIComponent(PASSWORD)}&newPassword=12345678`;
      const [status] = await put(`me/password?${query}`, token, {});
      expect(status).toBe(400);
      expect(await shop.verdict(token)).toBe('ok');
    });

    it('ends all their tokens, and signs in again in the same second', async () => {
      const [one, two] = [await shop.token(JANE), await shop.token(JANE)];
      const path = 'V1/integration/customer/revoke-customer-token';
      expect(await shop.send('POST', path, { token: one })).toEqual(OK);
      expect([await shop.verdict(one), await shop.verdict(two)]).toEqual([REVOKED, REVOKED]);
      expect(await shop.send('POST', path, { token: one })).toEqual([401, NOT_SELF, REVOKED]);
      expect(await shop.send('POST', path)).toEqual([401, NOT_SELF, 'Bearer']);
      const again = await shop.token(JANE);
      expect(await shop.verdict(again)).toBe('ok');
      const someone = { token: again, body: { customerId: 999 } };
      expect(await shop.send('POST', path, someone)).toEqual(OK);
      expect(await shop.verdict(again)).toBe(REVOKED);
    });

    it('is read and deleted by administrators, which ends every token', async () => {
      const root = await shop.adminToken();
      const token = await shop.token(JANE);
      const path = `V1/customers/${id}`;
      expect(await shop.send('GET', path, { token: root })).toEqual([200, data(id)]);
      expect(await shop.send('DELETE', path, { token: root })).toEqual(OK);
      expect([INACTIVE, REVOKED]).toContain(await shop.verdict(token));
      expect(await shop.signIn(JANE)).toEqual([401, SIGN_IN_REFUSED, 'Bearer']);
      expect(await shop.send('GET', path, { token: root })).toEqual(noSuchCustomer(id));
      expect(await shop.send('DELETE', path, { token: root })).toEqual(noSuchCustomer(id));
      expect(await shop.send('DELETE', 'V1/customers/-1', { token: root })).toEqual(
        noSuchCustomer(-1),
      );
      expect(shop.audit.at(-1)).toBe(`customer.delete success ${JANE}`);
    });

    it('does not read or delete customers by id', async () => {
      const token = await shop.token(JANE);
      for (const [method, resource] of [
        ['GET', 'Magento_Customer::customer'],
        ['DELETE', 'Magento_Customer::delete'],
      ] as const)
        expect(await shop.send(method, `V1/customers/${id}`, { token })).toEqual([
          401,
          '{"message":"The consumer isn\'t authorized to access %resources.",' +
            `"parameters":{"resources":"${resource}"}}`,
          'Bearer',
        ]);
      expect(await shop.verdict(token)).toBe('ok');
    });

    it('is not an administrator, who is told what is missing', async () => {
      const token = await shop.adminToken();
      const customer = { email: 'a@example.com', firstname: 'A', lastname: 'B' };
      const answers = [
        await shop.send('GET', 'V1/customers/me', { token }),
        await put('me', token, { customer }),
        await put('me/password', token, { currentPassword: PASSWORD, newPassword: PASSWORD }),
        await shop.send('POST', 'V1/integration/customer/revoke-customer-token', { token }),
      ];
      expect(answers).toEqual(answers.map(() => required('customerId')));
    });
  });
});
