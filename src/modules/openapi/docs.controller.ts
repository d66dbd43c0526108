import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { join, dirname } from 'node:path';
import { Controller, Get, Header, Param, StreamableFile, VERSION_NEUTRAL } from '@nestjs/common';
import { ANONYMOUS, Resource, RouteNotFoundError } from '../webapi/index.js';
import { DOCS_PAGE, DOCS_SCRIPT } from './docs-page.js';

/** Files of swagger-ui-dist that the page asks for, and no others. */
const ASSETS: ReadonlyMap<string, string> = new Map([
  ['swagger-ui.css', 'text/css; charset=utf-8'],
  ['swagger-ui-bundle.js', 'text/javascript; charset=utf-8'],
  ['favicon-32x32.png', 'image/png'],
]);

/** Swagger UI sets style attributes; nothing else is taken from anywhere but here. */
const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** `GET /docs`: a page to read `/openapi.json` and to try its routes. */
@Controller({ path: 'docs', version: VERSION_NEUTRAL })
@Resource(ANONYMOUS)
export class DocsController {
  private readonly folder = dirname(
    createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'),
  );

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', CSP)
  @Header('X-Content-Type-Options', 'nosniff')
  @Header('Referrer-Policy', 'no-referrer')
  page(): string {
    return DOCS_PAGE;
  }

  /** Of our own, since the page's policy forbids inline scripts. */
  @Get('docs.js')
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  @Header('X-Content-Type-Options', 'nosniff')
  script(): string {
    return DOCS_SCRIPT;
  }

  @Get(':file')
  @Header('X-Content-Type-Options', 'nosniff')
  @Header('Cache-Control', 'public, max-age=86400')
  asset(@Param('file') file: string): StreamableFile {
    const type = ASSETS.get(file);
    if (!type) throw new RouteNotFoundError();
    return new StreamableFile(createReadStream(join(this.folder, file)), { type });
  }
}
