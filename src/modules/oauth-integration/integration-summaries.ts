import { Injectable } from '@nestjs/common';
import { IntegrationChecks } from './integration-checks.js';
import { Integrations } from './integrations.js';
import type { Integration } from './persistence/integration.entity.js';

/** An integration as it is shown; nothing of it is a secret. */
export interface IntegrationSummary {
  readonly id: number;
  readonly name: string;
  readonly email: string | null;
  readonly endpoint: string | null;
  readonly identity_link_url: string | null;
  /** Magento's numbers: 0 inactive, 1 active, 2 made anew. */
  readonly status: number;
  readonly setup_type: number;
  /** Not while a module brings it. */
  readonly deletable: boolean;
  readonly resources: readonly string[];
  /** ISO 8601, UTC, here and below. */
  readonly expires_at: string | null;
  readonly source_ranges: string | null;
  readonly as_bearer: boolean | null;
  readonly last_used_at: string | null;
  readonly use_count: number;
  readonly created_at: string;
  readonly updated_at: string;
}

@Injectable()
export class IntegrationSummaries {
  constructor(
    private readonly integrations: Integrations,
    private readonly checks: IntegrationChecks,
  ) {}

  async all(): Promise<IntegrationSummary[]> {
    const found = await this.integrations.list();
    return Promise.all(found.map((each) => this.of(each)));
  }

  async of(integration: Integration): Promise<IntegrationSummary> {
    const { expiresAt, lastUsedAt } = integration;
    return {
      id: integration.id,
      name: integration.name,
      email: integration.email,
      endpoint: integration.endpoint,
      identity_link_url: integration.identityLinkUrl,
      status: integration.status,
      setup_type: integration.setupType,
      deletable: this.checks.isRemovable(integration),
      resources: await this.integrations.resourcesOf(integration),
      expires_at: expiresAt === null ? null : iso(expiresAt),
      source_ranges: integration.sourceRanges,
      as_bearer: integration.asBearer === null ? null : Boolean(integration.asBearer),
      last_used_at: lastUsedAt === null ? null : iso(lastUsedAt),
      use_count: integration.useCount,
      created_at: iso(integration.createdAt),
      updated_at: iso(integration.updatedAt),
    };
  }
}

const iso = (moment: number): string => `${new Date(moment * 1_000).toISOString().slice(0, 19)}Z`;
