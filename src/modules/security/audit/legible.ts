/** Control, line and direction characters, and halves of surrogate pairs. */
const DECEIVING = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** What strangers typed, as one bounded line that every database and terminal takes as it is. */
export const legible = (text: string, length = 255): string =>
  text.slice(0, length).replace(DECEIVING, '\ufffd');

/** The same for what is to be plain ASCII. */
export const legibleAscii = (text: string, length: number): string =>
  text.slice(0, length).replace(/[^\x20-\x7e]/g, '?');
