import { KeyIcon, LifebuoyIcon, PhoneIcon } from './icons.js';
import { exactDay } from '../frame/moments.js';
import { activeOf, addableTo, factorsOf, type FactorList } from './factor-list.js';
import type { Change } from './step-up.js';
import { texts } from './section-texts.js';

interface FactorRowsProps {
  readonly list: FactorList;
  readonly onChange: (change: Change) => void;
}

/** Everything enrolled, each with what can be done about it. */
export function FactorRows({ list, onChange }: FactorRowsProps) {
  const factors = factorsOf(list);
  const words = texts;
  const isOn = factors.length > 0;
  return (
    <div class="card flush">
      {isOn ? (
        <ul class="rows" aria-label={words.list}>
          {factors.map((factor) => (
            <li key={factor.keyId ?? factor.provider}>
              <span class="device-icon">
                {factor.provider === 'google' ? <PhoneIcon /> : <KeyIcon />}
              </span>
              <div class="device-words">
                <p class="device-name">{factor.name}</p>
                {factor.addedAt && <p class="aside">{words.added(exactDay(factor.addedAt))}</p>}
              </div>
              <button
                type="button"
                class="button small"
                aria-label={words.removeLabel(factor.name)}
                onClick={() => onChange({ about: 'remove', factor })}
              >
                {words.remove}
              </button>
            </li>
          ))}
          <li>
            <span class="device-icon">
              <LifebuoyIcon />
            </span>
            <div class="device-words">
              <p class="device-name">{words.recovery}</p>
              <p class="aside">
                {list.recovery_codes_left === null
                  ? words.noCodes
                  : words.codesLeft(list.recovery_codes_left)}
              </p>
            </div>
            <button type="button" class="button small" onClick={() => onChange({ about: 'codes' })}>
              {words.makeCodes}
            </button>
          </li>
        </ul>
      ) : (
        <p class="empty">{list.is_exempt ? words.exempt : words.none}</p>
      )}
      {(isOn || !list.is_exempt) && (
        <div class="table-foot actions">
          {!isOn && list.providers.length > 0 && (
            <button
              type="button"
              class="button primary"
              onClick={() => onChange({ about: 'set-up' })}
            >
              {words.setUp}
            </button>
          )}
          {activeOf(list).length > 0 &&
            addableTo(list).map((provider) => (
              <button
                key={provider}
                type="button"
                class="button"
                onClick={() => onChange({ about: 'add', provider })}
              >
                {provider === 'google' ? words.addApp : words.addKey}
              </button>
            ))}
        </div>
      )}
    </div>
  );
}
