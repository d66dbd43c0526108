import type { Service } from '../frame/service.js';
import { service } from '../frame/session.js';
import type { Credentials, Integration } from './integration.js';
import type { OfferedResource } from './resource-choice.js';

const INTEGRATIONS = '/rest/V1/integrations';

/** What is said of an integration. */
export interface SubmittedIntegration {
  readonly name: string;
  readonly email: string;
  readonly endpoint: string;
  readonly identity_link_url: string;
  readonly source_ranges: string;
  /** Empty: never. */
  readonly expires_at?: string;
  readonly resources: readonly string[];
}

/** Changes that answer with credentials, and those that do not. */
export type Telling = 'activate' | 'reauthorize' | 'roll';
export type Ending = 'deactivate' | 'delete';

/** Integrations, for whoever may manage them. */
class IntegrationRoutes {
  constructor(private readonly service: Service) {}

  list(): Promise<readonly Integration[]> {
    return this.service.get(INTEGRATIONS);
  }

  resources(): Promise<readonly OfferedResource[]> {
    return this.service.get(`${INTEGRATIONS}/resources`);
  }

  create(integration: SubmittedIntegration, password: string): Promise<Credentials> {
    const body = { integration, current_password: password };
    return this.service.call('POST', INTEGRATIONS, body);
  }

  update(id: number, integration: SubmittedIntegration, password: string): Promise<Integration> {
    const body = { integration, current_password: password };
    return this.service.call('PUT', `${INTEGRATIONS}/${id}`, body);
  }

  change(id: number, action: Telling, password: string): Promise<Credentials> {
    return this.post(id, action, password);
  }

  async end(id: number, action: Ending, password: string): Promise<void> {
    await this.post(id, action, password);
  }

  private post<T>(id: number, action: Telling | Ending, password: string): Promise<T> {
    const body = { current_password: password };
    return this.service.call<T>('POST', `${INTEGRATIONS}/${id}/${action}`, body);
  }
}

export const integrations = new IntegrationRoutes(service);
