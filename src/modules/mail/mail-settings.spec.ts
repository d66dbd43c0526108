import { expect, it } from 'vitest';
import { MailSettings } from './mail-settings.js';

it('a mail server needs a sender; without one, mails are files', () => {
  expect(MailSettings.parse({})).toEqual({ smtpUrl: undefined, from: undefined });
  const given = { SMTP_URL: 'smtps://mail.example', MAIL_FROM: 'Shop <shop@example.com>' };
  expect(MailSettings.parse(given)).toEqual({
    smtpUrl: 'smtps://mail.example',
    from: 'Shop <shop@example.com>',
  });
});

it.each([
  ['MAIL_FROM', { SMTP_URL: 'smtp://mail.example' }],
  ['MAIL_FROM', { MAIL_FROM: 'shop' }],
  ['MAIL_FROM', { MAIL_FROM: 'a@b.c\r\nBcc: d@e.f' }],
  ['SMTP_URL', { SMTP_URL: 'http://mail.example', MAIL_FROM: 'a@b.c' }],
])('%s is named where it is wrong: %j', (name, environment) => {
  const refused = expect.objectContaining({
    code: 'SETTING_INVALID',
    parameters: [name, expect.any(String)],
  });
  expect(() => MailSettings.parse(environment)).toThrow(refused);
});
