import { ago, exactly } from '../frame/moments.js';
import { TableHead } from '../frame/table-head.js';
import { useNow } from '../frame/use-now.js';
import { expiresSoon, isConfigured, rightsOf, stateOf, type Integration } from './integration.js';
import { texts } from './texts.js';
import { dayOf } from './day.js';

interface IntegrationTableProps {
  readonly list: readonly Integration[];
  readonly onManage: (integration: Integration) => void;
}

/** A table; cards on a phone. */
export function IntegrationTable({ list, onManage }: IntegrationTableProps) {
  const now = useNow();
  const { name, state, access, lastUsed, expires, action } = texts.list;
  return (
    <table class="devices integrations" role="table" aria-labelledby="integrations">
      <TableHead titles={[name, state, access, lastUsed, expires]} action={action} />
      <tbody role="rowgroup">
        {list.map((each) => (
          <Row key={each.id} integration={each} now={now} onManage={() => onManage(each)} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly integration: Integration;
  readonly now: number;
  readonly onManage: () => void;
}

function Row({ integration, now, onManage }: RowProps) {
  const { name, email, expires_at: end, last_used_at: used } = integration;
  const { list, states } = texts;
  const state = stateOf(integration, now);
  const aside = isConfigured(integration) ? list.configured : email;
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <p class="device-name">{name}</p>
        {aside && <p class="aside breakable">{aside}</p>}
      </th>
      <td role="cell" data-label={list.state}>
        <span class={`badge is-${state}`}>{states[state]}</span>
      </td>
      <td role="cell" data-label={list.access} class="moment">
        {rightsOf(integration)}
      </td>
      <td role="cell" data-label={list.lastUsed} class="moment">
        {used === null ? (
          list.never
        ) : (
          <time dateTime={used} title={exactly(used)}>
            {ago(used, now)}
          </time>
        )}
      </td>
      <td role="cell" data-label={list.expires} class="moment">
        {end === null ? (
          list.never
        ) : (
          <time
            dateTime={end}
            title={exactly(end)}
            class={expiresSoon(integration, now) ? 'soon' : undefined}
          >
            {dayOf(end)}
          </time>
        )}
      </td>
      <td role="cell" class="action">
        <button
          type="button"
          class="button small"
          aria-label={list.manageLabel(name)}
          onClick={onManage}
        >
          {list.manage}
        </button>
      </td>
    </tr>
  );
}
