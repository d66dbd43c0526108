import {
  Controller,
  Get,
  Header,
  Headers,
  Param,
  Res,
  StreamableFile,
  VERSION_NEUTRAL,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ANONYMOUS, Resource, RouteNotFoundError } from '../webapi/index.js';
import { BuiltPage, type PageFile } from './built-page.js';

/** Nothing but what is served from here; nothing inline; in nobody's frame. */
const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What the page has no use for. */
const PERMISSIONS = ['camera', 'geolocation', 'microphone', 'payment', 'usb']
  .map((feature) => `${feature}=()`)
  .join(', ');

/** A name that holds a hash of the content never means anything else. */
const FOREVER = 'public, max-age=31536000, immutable';

/** The second for what `refresh-session` says to the origins it allows; this replaces its own. */
const VARY = 'Accept-Encoding, Origin';

/** Addresses of one application, which chooses by them what it shows. */
const PAGES = ['/', 'two-factor', 'integrations'];

/** `GET /account` and what belongs to it. The page itself knows nobody: it asks the service's routes. */
@Controller({ path: 'account', version: VERSION_NEUTRAL })
@Resource(ANONYMOUS)
export class AccountPageController {
  constructor(
    private readonly built: BuiltPage,
    private readonly host: HttpAdapterHost,
  ) {}

  @Get(PAGES)
  @Header('Content-Security-Policy', CSP)
  @Header('Permissions-Policy', PERMISSIONS)
  @Header('Referrer-Policy', 'no-referrer')
  @Header('X-Content-Type-Options', 'nosniff')
  @Header('Cross-Origin-Opener-Policy', 'same-origin')
  @Header('Cache-Control', 'no-store')
  @Header('Vary', VARY)
  page(
    @Headers('accept-encoding') encodings: string | undefined,
    @Res({ passthrough: true }) response: unknown,
  ): StreamableFile {
    return this.send(this.built.page, encodings, response);
  }

  @Get('assets/:name')
  @Header('X-Content-Type-Options', 'nosniff')
  @Header('Cross-Origin-Resource-Policy', 'same-origin')
  @Header('Cache-Control', FOREVER)
  @Header('Vary', VARY)
  asset(
    @Param('name') name: string,
    @Headers('accept-encoding') encodings: string | undefined,
    @Res({ passthrough: true }) response: unknown,
  ): StreamableFile {
    const file = this.built.assets.get(name);
    if (!file) throw new RouteNotFoundError();
    return this.send(file, encodings, response);
  }

  private send(file: PageFile, encodings: string | undefined, response: unknown): StreamableFile {
    const zip = takesGzip(encodings);
    if (zip) this.host.httpAdapter.setHeader(response, 'Content-Encoding', 'gzip');
    const body = zip ? file.zipped : file.plain;
    return new StreamableFile(body, { type: file.type, length: body.length });
  }
}

/** RFC 9110, section 12.5.3; a browser that refuses gzip says so or does not name it. */
const takesGzip = (encodings = ''): boolean =>
  /(^|,)\s*gzip\s*(;\s*q=(1|0?\.\d*[1-9]\d*)[\d.]*\s*)?(,|$)/i.test(encodings);
