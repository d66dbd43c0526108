import { describe, expect, it } from 'vitest';
import { formatFor } from './accept.js';

describe('formatFor', () => {
  it.each([
    undefined,
    '',
    ' ',
    ',',
    '???',
    '*/*',
    'application/json',
    'Application/JSON',
    'application/json; charset=utf-8',
    'application/*',
    'application/xml;q=0.5, application/json',
    'text/html, */*;q=0.1',
    'text/xml;q=0.8,application/json;q=0.9',
    'application/xml;q=0, */*;q=0.1',
    'application/json,application/xml',
  ])('answers %j with JSON', (accept) => {
    expect(formatFor(accept)).toBe('json');
  });

  it.each([
    'text/xml',
    'text/*',
    'TEXT/XML',
    'application/xml',
    'application/xhtml+xml',
    'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    'application/json;q=0.4,application/xml;q=0.5',
    'application/xml,application/json',
    'application/xml; charset=utf-8; q=1, */*;q=0.9',
  ])('answers %j with XML', (accept) => {
    expect(formatFor(accept)).toBe('xml');
  });

  it.each([
    ['text/html', 'text/html'],
    ['image/png;q=0.5, text/html', 'text/html, image/png'],
    ['application/vnd.api+json', 'application/vnd.api+json'],
    ['constructor', 'constructor'],
  ])('cannot serve %j', (accept, types) => {
    expect(() => formatFor(accept)).toThrow(
      expect.objectContaining({
        code: 'NOT_ACCEPTABLE',
        httpStatus: 406,
        message:
          'Server cannot match any of the given Accept HTTP header media type(s) from the ' +
          `request: "${types}" with media types from the config of response renderer.`,
      }),
    );
  });
});
