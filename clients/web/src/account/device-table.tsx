import type { Device } from './device.js';
import { DeviceRow } from './device-row.js';
import type { Asked } from './questions.js';
import { texts } from './texts.js';
import { TableHead } from '../frame/table-head.js';
import { useNow } from '../frame/use-now.js';

interface DeviceTableProps {
  readonly devices: readonly Device[];
  readonly onEnd: (asked: Asked) => void;
  readonly mayEndOthers: boolean;
}

/** A table; cards on a phone. */
export function DeviceTable({ devices, onEnd, mayEndOthers }: DeviceTableProps) {
  const now = useNow();
  const { device, ip, signedIn, lastUsed, action } = texts.devices;
  return (
    <table class="devices" role="table" aria-labelledby="devices">
      <TableHead titles={[device, ip, signedIn, lastUsed]} action={action} />
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
