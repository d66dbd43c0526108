import { Controller, Get, NotFoundException, Param, Post } from '@nestjs/common';
import { ANONYMOUS, CurrentToken, Resource, type AccessToken } from 'tokenwright';
import { ExportTokens } from './export-tokens.js';

const ORDERS = new Map([['1001', { id: '1001', total: '19.90' }]]);

/** Guarded by Tokenwright, because its routes say `@Resource`. */
@Controller('orders')
@Resource('Acme_Orders::view')
export class OrdersController {
  constructor(private readonly exportTokens: ExportTokens) {}

  /** Names the caller, whatever the format of the token. */
  @Get()
  list(@CurrentToken() { principal, format }: AccessToken) {
    return { orders: [...ORDERS.values()], readBy: principal, with: format };
  }

  /** A resource at the route stands in place of the controller's: anyone may call this one. */
  @Get('shipping-countries')
  @Resource(ANONYMOUS)
  shippingCountries(): string[] {
    return ['AT', 'CH', 'DE'];
  }

  @Get(':id')
  find(@Param('id') id: string) {
    const order = ORDERS.get(id);
    if (!order) throw new NotFoundException(`There is no order ${id}`);
    return order;
  }

  /** A short-lived token for a job that fetches orders on the caller's behalf. */
  @Post('export-token')
  @Resource('Acme_Orders::view', 'Acme_Orders::export')
  async exportToken(@CurrentToken() { principal }: AccessToken) {
    return { token: await this.exportTokens.issueFor(principal) };
  }
}
