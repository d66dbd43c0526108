import { describe, expect, it } from 'vitest';
import { bodyFormatOf } from './content-type.js';

describe('bodyFormatOf', () => {
  it.each([
    ['application/json', 'json'],
    ['APPLICATION/Json', 'json'],
    ['application/json; charset=utf-8', 'json'],
    ['application/json;charset=UTF-8', 'json'],
    ['application/json;   charset="utf-8"', 'json'],
    ['application/xml', 'xml'],
    ['application/xhtml+xml', 'xml'],
    ['text/xml; charset=Utf-8', 'xml'],
  ])('knows %j', (header, format) => {
    expect(bodyFormatOf(header)).toBe(format);
  });

  it.each([
    [undefined, 'Content-Type header is empty.'],
    ['', 'Content-Type header is empty.'],
    ['_?', 'Content-Type header is invalid.'],
    ['text/html;', 'Content-Type header is invalid.'],
    ['text/html; charset=', 'Content-Type header is invalid.'],
    ['application/json; boundary=x', 'Content-Type header is invalid.'],
    ['application/json; charset=iso-8859-1', 'UTF-8 is the only supported charset.'],
    ['text/plain; charset=utf-16', 'UTF-8 is the only supported charset.'],
    ['text/plain', 'Server cannot understand Content-Type HTTP header media type text/plain'],
    [
      'application/x-www-form-urlencoded',
      'Server cannot understand Content-Type HTTP header media type application/x-www-form-urlencoded',
    ],
    ['constructor', 'Server cannot understand Content-Type HTTP header media type constructor'],
  ])('says of %j what is wrong', (header, message) => {
    expect(() => bodyFormatOf(header)).toThrow(
      expect.objectContaining({ code: 'CONTENT_TYPE', kind: 'invalid', message }),
    );
  });
});
