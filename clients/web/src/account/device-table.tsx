import type { Device } from './device.js';
import { DeviceRow } from './device-row.js';
import type { Asked } from './questions.js';
import { texts } from './texts.js';
import { useNow } from '../frame/use-now.js';

interface DeviceTableProps {
  readonly devices: readonly Device[];
  readonly onEnd: (asked: Asked) => void;
  readonly mayEndOthers: boolean;
}

/** A table; cards on a phone. The roles keep it a table for those who hear it, whatever it looks like. */
export function DeviceTable({ devices, onEnd, mayEndOthers }: DeviceTableProps) {
  const now = useNow();
  const { device, ip, signedIn, lastUsed, action } = texts.devices;
  return (
    <table class="devices" role="table" aria-labelledby="devices">
      <thead role="rowgroup">
        <tr role="row">
          {[device, ip, signedIn, lastUsed].map((title) => (
            <th key={title} role="columnheader" scope="col">
              {title}
            </th>
          ))}
          <th role="columnheader" scope="col">
            <span class="unseen">{action}</span>
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {devices.map((each) => (
          <DeviceRow
            key={each.id}
            device={each}
            now={now}
            onEnd={
              each.current || mayEndOthers
                ? () => onEnd(each.current ? { about: 'here' } : { about: 'one', device: each })
                : undefined
            }
          />
        ))}
      </tbody>
    </table>
  );
}
