/**
 * Neutralises control characters, save for line ends and tabs: lists show what strangers typed
 * (user names in the audit trail, say), and an escape sequence would act on the terminal.
 */
export const printable = (text: string): string =>
  // oxlint-disable-next-line no-control-regex
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd');
