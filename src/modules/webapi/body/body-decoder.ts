import { Inject, Injectable } from '@nestjs/common';
import { ContentEncodingError, DecodingError } from '../http-errors.js';
import type { RequestHeaders } from '../bearer-credentials.js';
import { CONTENT_TYPE, type RestRequest } from '../rest-request.js';
import { WebapiSettings } from '../webapi-settings.js';
import { bodyFormatOf } from './content-type.js';
import { parseJson } from './json-body.js';
import { parseXml } from './xml-body.js';

const PARSERS = { json: parseJson, xml: parseXml } as const;

/**
 * Turns the bytes of a body into fields, once the caller has been admitted: whoever may not call
 * learns nothing of how a body should look. What an embedding application's own parsers have made
 * of a body is left as it is.
 */
@Injectable()
export class BodyDecoder {
  private readonly maxDepth: number;

  constructor(@Inject(WebapiSettings.token) { bodyMaxDepth }: WebapiSettings) {
    this.maxDepth = bodyMaxDepth;
  }

  /**
   * @param isRest Whether the REST surface's rules hold; elsewhere bytes that are not said to be
   *   JSON are the handler's own business.
   * @throws {DomainError} When the body is none that can be read.
   */
  decode(request: RestRequest, isRest: boolean): unknown {
    const { body, headers } = request;
    if (!Buffer.isBuffer(body)) return body ?? {};
    const type = request.raw?.[CONTENT_TYPE] ?? headers['content-type'];
    const contentType = typeof type === 'string' ? type : undefined;
    if (!isRest && !/^application\/json\b/i.test(contentType ?? '')) return body;
    return this.decodeBytes(body, headers, contentType);
  }

  private decodeBytes(
    bytes: Buffer,
    { 'content-encoding': encoding }: RequestHeaders['headers'],
    contentType: string | undefined,
  ): unknown {
    if (bytes.length === 0) return {};
    if (encoding && String(encoding).toLowerCase() !== 'identity') throw new ContentEncodingError();
    const format = bodyFormatOf(contentType);
    const text = textOf(bytes);
    // Magento asks for no body where there is no parameter.
    return text.trim() === '' ? {} : PARSERS[format](text, this.maxDepth);
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bodies are UTF-8 (RFC 8259, section 8.1); U+FFFD for what is not would make many passwords one. */
function textOf(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw new DecodingError();
  }
}
