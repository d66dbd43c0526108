import { Get, Header, Query } from '@nestjs/common';
import { Resource, RestController, Operation } from '../../webapi/index.js';
import { auditFilters, type RawFilters } from './audit-filters.js';
import { AuditRecords, type AuditRecord } from './audit-records.js';
import { LIST_AUDIT_EVENTS } from './audit.operations.js';

/** One page of the trail, newest first. */
interface AuditPage {
  readonly items: readonly AuditRecord[];
  /** For `before` of the next page; null on the last one. */
  readonly next_before: number | null;
}

/** `GET /rest/V1/audit`: who did what, for those who may know. */
@RestController('audit')
export class AuditController {
  constructor(private readonly records: AuditRecords) {}

  /** @throws {AuditFilterError} */
  @Get()
  @Operation(LIST_AUDIT_EVENTS)
  @Resource('Tokenwright::audit')
  @Header('Cache-Control', 'no-store')
  async list(@Query() query: RawFilters): Promise<AuditPage> {
    const filters = auditFilters(query);
    const found = await this.records.find({ ...filters, limit: filters.limit + 1 });
    const items = found.slice(0, filters.limit);
    return { items, next_before: found.length > items.length ? items.at(-1)!.id : null };
  }
}
