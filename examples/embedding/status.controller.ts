import { Controller, Get } from '@nestjs/common';

/** Says nothing about resources, so Tokenwright leaves it alone. */
@Controller('status')
export class StatusController {
  @Get()
  read(): { status: string } {
    return { status: 'ok' };
  }
}
