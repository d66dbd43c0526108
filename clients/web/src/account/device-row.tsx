import type { ComponentChildren } from 'preact';
import { nameOf, softwareOf, type Device } from './device.js';
import { DeviceIcon } from './device-icon.js';
import { ago, exactly } from '../frame/moments.js';
import { texts } from './texts.js';

interface DeviceRowProps {
  readonly device: Device;
  readonly now: number;
  /** Missing where it may not be ended from here. */
  readonly onEnd: (() => void) | undefined;
}

export function DeviceRow({ device, now, onEnd }: DeviceRowProps) {
  const { current, impersonatedBy, deviceName, ip } = device;
  const { devices } = texts;
  const name = nameOf(device);
  return (
    <tr role="row" class={current ? 'is-current' : undefined}>
      <th role="rowheader" scope="row">
        <div class="device">
          <DeviceIcon type={device.deviceType} />
          <div class="device-words">
            <p class="device-name">
              {name}
              {current && <span class="badge">{devices.current}</span>}
            </p>
            {deviceName && <p class="aside">{softwareOf(device)}</p>}
            {impersonatedBy && (
              <p class="aside acting">{devices.impersonatedBy(impersonatedBy.username)}</p>
            )}
          </div>
        </div>
      </th>
      <td role="cell" data-label={devices.ip} class="ip">
        {ip ? breakable(ip) : devices.unknownIp}
      </td>
      <Moment label={devices.signedIn} of={device.createdAt} now={now} />
      <Moment label={devices.lastUsed} of={device.lastUsedAt} now={now} />
      <td role="cell" class="action">
        {onEnd && (
          <button
            type="button"
            class="button small"
            id={`end-${device.id}`}
            aria-label={
              current ? devices.signOutHere : devices.signOutLabel(name, ip ?? devices.unknownIp)
            }
            onClick={onEnd}
          >
            {devices.signOut}
          </button>
        )}
      </td>
    </tr>
  );
}

/** An IPv6 address breaks in its middle and nowhere else. */
function breakable(ip: string): ComponentChildren {
  const [, half, rest] = /^((?:[^:]*:){4})(.+)$/.exec(ip) ?? [];
  if (!half || ip.length < 20) return ip;
  return (
    <>
      {half}
      <wbr />
      {rest}
    </>
  );
}

const Moment = ({ label, of, now }: { label: string; of: string; now: number }) => (
  <td role="cell" data-label={label} class="moment">
    <time dateTime={of} title={exactly(of)}>
      {ago(of, now)}
    </time>
  </td>
);
