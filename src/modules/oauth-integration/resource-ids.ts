import { ACL_ROOT } from '../../kernel/index.js';
import { IntegrationFieldError } from './integration-errors.js';

/** @returns The ids of a list that people wrote; `all` is the root. */
export function resourceIds(text: string): string[] {
  const ids = text.split(',').map((each) => each.trim());
  if (ids.includes('')) throw new IntegrationFieldError('resources', 'ids of resources, or all');
  return ids.map((id) => (id === 'all' ? ACL_ROOT : id));
}
