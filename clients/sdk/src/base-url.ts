/** Where the service is, and which addresses are its own. */
export class BaseUrl {
  readonly #url: URL;

  /** @param text Absolute, or relative to the page where there is one. */
  constructor(text: string | URL) {
    const url = new URL(text, pageAddress());
    if (!/^https?:$/.test(url.protocol)) throw new TypeError('baseUrl must be an http(s) address.');
    if (!url.pathname.endsWith('/')) url.pathname += '/';
    url.search = '';
    url.hash = '';
    this.#url = url;
  }

  /** Without a slash at the end. */
  get href(): string {
    return this.#url.href.slice(0, -1);
  }

  /** @returns An absolute address as it is; a path below this base, with or without its first slash. */
  resolve(pathOrAddress: string | URL): URL {
    if (pathOrAddress instanceof URL || /^https?:\/\//i.test(pathOrAddress))
      return new URL(pathOrAddress);
    return new URL(this.#url.href + pathOrAddress.replace(/^\//, ''));
  }

  /** @returns Whether a token may be sent there: the same scheme, host and port. */
  covers(address: string | URL): boolean {
    try {
      return new URL(address, pageAddress()).origin === this.#url.origin;
    } catch {
      return false;
    }
  }
}

const pageAddress = (): string | undefined =>
  typeof location === 'undefined' ? undefined : location.href;
