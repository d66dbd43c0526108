/** Magento's rule for codes of websites and store views, and its length. */
const SHAPE = /^[a-z][a-z0-9_]{0,31}$/;

/** These mean something else in the place of a code: `/rest/all/V1`, `/rest/V1`, the admin view. */
const RESERVED = /^(all|rest|admin|v\d+)$/;

/** @returns Whether a text has the form of a code; anything else need not be looked up. */
export const looksLikeCode = (code: string): boolean => SHAPE.test(code);

/** @returns Whether a code may be given to a website or store view. */
export const isAcceptableCode = (code: string): boolean =>
  looksLikeCode(code) && !RESERVED.test(code);
