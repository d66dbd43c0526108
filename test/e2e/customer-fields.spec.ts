import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../support/databases.js';
import { PASSWORD, Shop, type Answer } from '../support/shop.js';

const JANE = 'jane@example.com';
const GOOD = { email: JANE, firstname: 'Jane', lastname: 'Doe' };

const refused = (message: string): Answer => [400, JSON.stringify({ message })];
const required = (fieldName: string): object => ({
  message: '"%fieldName" is required. Enter and try again.',
  parameters: { fieldName },
});
const wrongType = (actual: string, expected: string): Answer =>
  refused(
    `The "${actual}" value's type is invalid. The "${expected}" type was expected. Verify and try again.`,
  );

const CUSTOMER = 'Magento\\Customer\\Api\\Data\\CustomerInterface';
const NAMELESS = '"First Name" is a required value.\n"Last Name" is a required value.';

describeOnEachDatabase('what a customer says of themselves', (kind) => {
  let shop: Shop;
  let token: string;

  beforeEach(async () => {
    shop = await Shop.open('opaque', { kind });
    await shop.createCustomer(JANE);
    token = await shop.token(JANE);
  });
  afterEach(() => shop.test.stop());

  const put = (body: unknown, path = 'me'): Promise<Answer> =>
    shop.send('PUT', `V1/customers/${path}`, { token, body });
  const read = async (): Promise<unknown> =>
    JSON.parse((await shop.send('GET', 'V1/customers/me', { token }))[1]);

  it.each([
    [{}, [400, JSON.stringify(required('customer'))]],
    [{ customer: null }, [400, JSON.stringify(required('customer'))]],
    [{ customer: 'jane' }, wrongType('string', CUSTOMER)],
    [{ customer: [] }, wrongType('array', CUSTOMER)],
    [{ customer: {} }, refused('The customer email is missing. Enter and try again.')],
    [{ customer: { email: JANE } }, refused(NAMELESS)],
    [{ customer: { ...GOOD, email: 'jane' } }, refused('"Email" is not a valid email address.')],
    [{ customer: { ...GOOD, email: [] } }, wrongType('array', 'string')],
    [{ customer: { ...GOOD, firstname: '' } }, refused('"First Name" is a required value.')],
    [{ customer: { ...GOOD, lastname: null } }, refused('"Last Name" is a required value.')],
    [{ customer: { ...GOOD, lastname: 'a\u202Eb' } }, refused('"Last Name" is not valid.')],
    [
      { customer: { ...GOOD, prefix: 'x'.repeat(41) } },
      refused('"Name Prefix" length must be equal or less than 40 characters.'),
    ],
    [{ customer: { ...GOOD, dob: '1990-02-30' } }, refused('"Date of Birth" is not a valid date.')],
    [{ customer: { ...GOOD, gender: 'female' } }, wrongType('female', 'int')],
  ] as const)('%j is refused in Magento’s words', async (body, answer) => {
    const before = await read();
    expect(await put(body)).toEqual(answer);
    expect(await read()).toEqual(before);
  });

  it('is kept where it is not sent, and removed where it is sent empty', async () => {
    const more = { middlename: 'Q.', prefix: 'Dr.', dob: '1990-02-28', gender: 2, taxvat: 'DE1' };
    expect((await put({ customer: { ...GOOD, ...more } }))[0]).toBe(200);
    expect(await read()).toMatchObject(more);
    expect((await put({ customer: { ...GOOD, middlename: null, lastname: 'Roe' } }))[0]).toBe(200);
    expect(await read()).toMatchObject({ ...more, lastname: 'Roe' });
    expect((await put({ customer: { ...GOOD, middlename: '', gender: '' } }))[0]).toBe(200);
    expect(await read()).not.toHaveProperty('middlename');
    expect(await read()).not.toHaveProperty('gender');
  });

  it('stands in Magento’s order', async () => {
    const more = {
      taxvat: 'DE1',
      gender: 2,
      suffix: 'MD',
      prefix: 'Dr.',
      middlename: 'Q.',
      dob: '1990-02-28',
    };
    const [, body] = await put({ customer: { ...GOOD, ...more } });
    expect(Object.keys(JSON.parse(body))).toEqual(
      (
        'id group_id created_at updated_at created_in dob email firstname lastname middlename prefix ' +
        'suffix gender store_id taxvat website_id addresses disable_auto_group_change ' +
        'extension_attributes'
      ).split(' '),
    );
  });

  it('is no address that another account of the website has', async () => {
    await shop.createCustomer('other@example.com');
    await shop.createCustomer('french@example.com', { website: 'fr' });
    const taken = 'A customer with the same email address already exists in an associated website.';
    expect(await put({ customer: { ...GOOD, email: 'OTHER@example.com' } })).toEqual(
      refused(taken),
    );
    expect(await shop.verdict(token)).toBe('ok');
    expect((await put({ customer: { ...GOOD, email: 'french@example.com' } }))[0]).toBe(200);
  });

  it.each([
    [{}, ['currentPassword', 'newPassword']],
    [{ currentPassword: '', newPassword: null }, ['currentPassword', 'newPassword']],
  ])('is no password where both are missing: %j', async (body, fields) => {
    const errors = fields.map(required);
    const message = 'One or more input exceptions have occurred.';
    expect(await put(body, 'me/password')).toEqual([400, JSON.stringify({ message, errors })]);
  });

  it.each([
    [{ newPassword: PASSWORD }, required('currentPassword')],
    [{ currentPassword: PASSWORD }, required('newPassword')],
    [
      { currentPassword: PASSWORD, newPassword: 'short' },
      {
        message: 'The password needs at least %1 characters. Create a new password and try again.',
        parameters: ['8'],
      },
    ],
    [
      { currentPassword: PASSWORD, newPassword: ` ${PASSWORD}` },
      {
        message: "The password can't begin or end with a space. Verify the password and try again.",
      },
    ],
    [
      { currentPassword: PASSWORD, newPassword: 'JANE@example.com' },
      {
        message:
          "The password can't be the same as the email address. Create a new password and try again.",
      },
    ],
    [
      { currentPassword: PASSWORD, newPassword: 'x'.repeat(1025) },
      { message: 'Please enter a password with at most %1 characters.', parameters: ['1024'] },
    ],
  ])('is no new password that will not do', async (body, error) => {
    expect(await put(body, 'me/password')).toEqual([400, JSON.stringify(error)]);
    expect(await shop.verdict(token)).toBe('ok');
    expect(await shop.verdict(await shop.token(JANE))).toBe('ok');
  });

  it('is not looked at before the caller is known', async () => {
    const body = { customer: [] };
    expect((await shop.send('PUT', 'V1/customers/me', { body }))[0]).toBe(401);
  });

  it.each(['abc', '1.5', '0x1', '%20'])('is no number in /customers/%s', async (id) => {
    token = await shop.adminToken();
    const answer = await shop.send('GET', `V1/customers/${id}`, { token });
    expect(answer).toEqual(wrongType(decodeURIComponent(id), 'int'));
  });
});
