import { Injectable } from '@nestjs/common';
import { Clock, type NumericDate } from '../contract/index.js';

/** The operating system's UTC time. */
@Injectable()
export class SystemClock extends Clock {
  override now(): NumericDate {
    return Math.floor(Date.now() / 1000);
  }
}
