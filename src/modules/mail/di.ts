import { Mailer } from '../../contract/index.js';
import { defineFeature, prefer } from '../../kernel/index.js';
import { MailModule } from './mail.module.js';
import { MailSettings } from './mail-settings.js';
import { SmtpMailer } from './smtp-mailer.js';

export const feature = defineFeature({
  module: MailModule,
  preferences: [prefer(Mailer, SmtpMailer)],
  settings: [MailSettings],
});
