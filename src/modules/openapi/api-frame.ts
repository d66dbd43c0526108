import { DocumentBuilder } from '@nestjs/swagger';

const frame = new DocumentBuilder()
  .setOpenAPIVersion('3.1.0')
  .setTitle('Tokenwright')
  .setVersion('V1')
  .setDescription(
    [
      'The token endpoints and account routes that clients of Magento’s REST API know, with the same',
      'paths, fields, statuses and messages.',
      '',
      'Every path below `/rest/V1` is also there below `/rest/{store}/V1`, `/rest/all/V1` and',
      '`/index.php/rest/V1`. Bodies are JSON or XML (`Content-Type`), and so are answers (`Accept`).',
      'Field names may be written in snake_case or camelCase; unknown fields are ignored.',
      '',
      'Errors have one form: `message` is a template, `parameters` holds the values of its',
      'placeholders (an object for `%name`, an array for `%1`), and `errors` lists several at once.',
    ].join('\n'),
  )
  .addBearerAuth({
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'opaque or JWT',
    description: 'A token from a token endpoint.',
  })
  .build();

/** What the description says before any route: who it is for, how to sign in, what errors are. */
export const API_FRAME: typeof frame = {
  ...frame,
  components: {
    ...frame.components,
    schemas: {
      Error: {
        type: 'object',
        required: ['message'],
        properties: {
          message: { type: 'string' },
          errors: { type: 'array', items: { $ref: '#/components/schemas/Error' } },
          parameters: {
            oneOf: [
              { type: 'object', additionalProperties: { type: 'string' } },
              { type: 'array', items: { type: 'string' } },
            ],
          },
        },
      },
    },
  },
};
