import { Injectable } from '@nestjs/common';
import { ActivationPost } from './activation-post.js';
import { IntegrationChanges } from './integration-changes.js';
import { IntegrationStateError } from './integration-errors.js';
import { IntegrationStatus } from './integration-status.js';
import { OauthCredentials, type NewToken } from './oauth-credentials.js';
import type { Integration } from './persistence/integration.entity.js';

/** What an integration signs with; the token only where it has just been made. */
export interface IntegrationCredentials {
  readonly id: number;
  readonly name: string;
  readonly status: number;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly accessToken: string | null;
  readonly accessTokenSecret: string | null;
  /** What the administrator's browser is to open, where a handshake has begun. */
  readonly identityLink?: string;
}

/**
 * Magento's states of an integration, and the ways between them. Each change, the last step of the
 * handshake too, has the integration's row before all else (`IntegrationChanges`): two that meet wait
 * for that, and not for each other.
 */
@Injectable()
export class IntegrationLifecycle {
  constructor(
    private readonly credentials: OauthCredentials,
    private readonly changes: IntegrationChanges,
    private readonly posts: ActivationPost,
  ) {}

  /** @returns What it signs with; without a token, which nobody is told twice. */
  show(integration: Integration): Promise<IntegrationCredentials> {
    return this.told(integration, integration.status);
  }

  /**
   * With both URLs, the handshake begins; otherwise the integration is active at once, with a new
   * token where it has none. A token it had before it was deactivated is good again.
   *
   * @throws {IntegrationStateError} @throws {ActivationPostError}
   */
  async activate(integration: Integration): Promise<IntegrationCredentials> {
    if (needsHandshake(integration))
      return this.send('integration.send', integration, refuseActive);
    return this.changes.make('integration.activate', integration, async (current) => {
      refuseActive(current);
      refuseChanged(current, false);
      await this.changes.setStatus(current, IntegrationStatus.Active);
      const { consumerId } = current;
      const token = (await this.credentials.hasAccessToken(consumerId))
        ? undefined
        : await this.credentials.issueAccessToken(consumerId);
      return this.told(current, IntegrationStatus.Active, token);
    });
  }

  /** Ends the token there is, at once, and makes or has made another. */
  async reauthorize(integration: Integration): Promise<IntegrationCredentials> {
    if (needsHandshake(integration)) return this.send('integration.reauthorize', integration);
    return this.changes.make('integration.reauthorize', integration, async (current) => {
      refuseChanged(current, false);
      await this.credentials.deleteTokens(current.consumerId);
      await this.changes.setStatus(current, IntegrationStatus.Active);
      const token = await this.credentials.issueAccessToken(current.consumerId);
      return this.told(current, IntegrationStatus.Active, token);
    });
  }

  /**
   * Its credentials are of no use until it is activated again. A handshake that is under way ends:
   * its last step would make the integration active.
   */
  async deactivate(integration: Integration): Promise<void> {
    await this.changes.make('integration.deactivate', integration, async (current) => {
      await this.credentials.endHandshake(current.consumerId);
      await this.changes.setStatus(current, IntegrationStatus.Inactive);
    });
  }

  /** New secret and token; the old ones are good for the overlap. @throws {IntegrationStateError} */
  async roll(integration: Integration): Promise<IntegrationCredentials> {
    return this.changes.make('integration.roll', integration, async (current) => {
      if (current.status !== IntegrationStatus.Active)
        throw new IntegrationStateError(current.name, 'is not active');
      const token = await this.credentials.roll(current.consumerId);
      return this.told(current, current.status, token);
    });
  }

  /** To where the integration says now, which may be elsewhere than where it was found. */
  private async send(
    action: string,
    integration: Integration,
    check: (current: Integration) => void = () => {},
  ): Promise<IntegrationCredentials> {
    const begun = await this.changes.make(action, integration, async (current) => {
      check(current);
      refuseChanged(current, true);
      this.posts.check(current);
      const verifier = await this.credentials.beginHandshake(current.consumerId);
      await this.changes.setStatus(current, IntegrationStatus.Inactive);
      return { current, verifier, told: await this.told(current, IntegrationStatus.Inactive) };
    });
    const { current, told, verifier } = begun;
    await this.posts.send(current, told, verifier);
    const link = new URL(current.identityLinkUrl!);
    link.searchParams.set('oauth_consumer_key', told.consumerKey);
    return { ...told, identityLink: link.href };
  }

  private async told(
    { id, name, consumerId }: Integration,
    status: number,
    token?: NewToken,
  ): Promise<IntegrationCredentials> {
    const consumer = await this.credentials.consumer(consumerId);
    return {
      id,
      name,
      status,
      consumerKey: consumer.key,
      consumerSecret: consumer.secret,
      accessToken: token?.token ?? null,
      accessTokenSecret: token?.secret ?? null,
    };
  }
}

/** @throws {IntegrationStateError} */
function refuseActive({ name, status }: Integration): void {
  if (status === IntegrationStatus.Active) throw IntegrationStateError.active(name);
}

/** Who asked was told of one way, and must not be led another. @throws {IntegrationStateError} */
function refuseChanged(current: Integration, handshake: boolean): void {
  if (needsHandshake(current) !== handshake) throw IntegrationStateError.changed(current.name);
}

/** As in Magento, only with both. */
export const needsHandshake = ({
  endpoint,
  identityLinkUrl,
}: Pick<Integration, 'endpoint' | 'identityLinkUrl'>): boolean =>
  endpoint !== null && identityLinkUrl !== null;
