import { useEffect, useRef, useState } from 'preact/hooks';
import type { SignInCredentials } from '../../../sdk/src/index.js';
import { Choice } from './choice.js';
import { Failure } from './failure-box.js';
import { Field } from './field.js';
import { PasswordField } from './password-field.js';
import { Submit } from './submit.js';
import { texts } from './texts.js';
import { useAttempt } from './use-attempt.js';
import { recallUserType, rememberUserType, type UserType } from './user-type.js';

const USER_TYPES = [
  ['admin', texts.signIn.admin],
  ['customer', texts.signIn.customer],
] as const satisfies readonly (readonly [UserType, string])[];

interface SignInFormProps {
  readonly onCredentials: (credentials: SignInCredentials) => Promise<void>;
}

export function SignInForm({ onCredentials }: SignInFormProps) {
  const [userType, setUserType] = useState(recallUserType);
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const nameInput = useRef<HTMLInputElement>(null);
  const passwordInput = useRef<HTMLInputElement>(null);
  const { busy, failure, attempt, fail } = useAttempt();
  const isCustomer = userType === 'customer';

  useEffect(() => nameInput.current?.focus(), []);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const name = username.trim();
    if (!name || !password) {
      (name ? passwordInput : nameInput).current?.focus();
      return fail(isCustomer ? texts.signIn.missingEmail : texts.signIn.missing);
    }
    rememberUserType(userType);
    const done = await attempt(() => onCredentials({ username: name, password, userType }));
    if (!done) passwordInput.current?.select();
  }

  return (
    <form class="card stack" noValidate onSubmit={(event) => void submit(event)}>
      <div class="intro">
        <h1>{texts.signIn.heading}</h1>
        <p>{texts.signIn.lead}</p>
      </div>
      {failure && <Failure sentence={failure} />}
      <Choice
        name="user-type"
        legend={texts.signIn.userType}
        options={USER_TYPES}
        value={userType}
        onChange={setUserType}
      />
      <Field
        label={isCustomer ? texts.signIn.email : texts.signIn.username}
        value={username}
        onValue={setUsername}
        input={nameInput}
        type={isCustomer ? 'email' : 'text'}
        name="username"
        autoComplete="username"
        autoCapitalize="off"
        autoCorrect="off"
        spellcheck={false}
        maxLength={255}
        required
      />
      <PasswordField
        label={texts.signIn.password}
        value={password}
        onValue={setPassword}
        input={passwordInput}
        name="password"
        autoComplete="current-password"
        required
      />
      <Submit label={texts.signIn.submit} busy={busy && texts.signIn.busy} />
    </form>
  );
}
