import { needsHandshake, type Credentials, type Integration } from './integration.js';
import { integrations } from './integration-routes.js';
import { texts } from './texts.js';

type Name = keyof typeof texts.actions;

/** Something that can be done to an integration, in words. */
export interface Action {
  readonly name: Name;
  readonly isDangerous: boolean;
  /** @returns What is to be shown once, if there is something. */
  readonly act: (password: string) => Promise<Credentials | undefined>;
}

const ACTIVE = 1;

/** @returns What can be done to it as it is, the likeliest first. */
export function actionsFor(integration: Integration): readonly Action[] {
  const isActive = integration.status === ACTIVE;
  const handshake = needsHandshake(integration);
  const names: Name[] = isActive
    ? ['roll', 'reauthorize', 'deactivate']
    : [handshake ? 'send' : 'activate'];
  if (integration.deletable) names.push('delete');
  return names.map((name) => actionOf(name, integration.id));
}

function actionOf(name: Name, id: number): Action {
  switch (name) {
    case 'deactivate':
    case 'delete':
      return {
        name,
        isDangerous: true,
        act: async (password) => {
          await integrations.end(id, name, password);
          return undefined;
        },
      };
    default: {
      const route = name === 'send' ? 'activate' : name;
      const act = (password: string) => integrations.change(id, route, password);
      return { name, isDangerous: name === 'reauthorize', act };
    }
  }
}
