import { texts } from './texts.js';

export type UserType = 'admin' | 'customer';

const KEY = 'tokenwright:account-type';
const TYPES: readonly UserType[] = ['admin', 'customer'];

/** @returns What was chosen on this device the last time. */
export function recallUserType(): UserType {
  try {
    return localStorage.getItem(KEY) === 'customer' ? 'customer' : 'admin';
  } catch {
    return 'admin';
  }
}

export function rememberUserType(type: UserType): void {
  try {
    localStorage.setItem(KEY, type);
  } catch {
    // Storage is blocked: it is asked anew next time.
  }
}

interface UserTypeChoiceProps {
  readonly value: UserType;
  readonly onChange: (type: UserType) => void;
}

/** Administrators and customers have accounts of their own. */
export const UserTypeChoice = ({ value, onChange }: UserTypeChoiceProps) => (
  <fieldset class="choice">
    <legend>{texts.signIn.userType}</legend>
    <div class="choices">
      {TYPES.map((type) => (
        <label key={type}>
          <input
            type="radio"
            name="user-type"
            value={type}
            checked={value === type}
            onChange={() => onChange(type)}
          />
          <span>{texts.signIn[type]}</span>
        </label>
      ))}
    </div>
  </fieldset>
);
