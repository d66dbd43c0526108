import { useEffect, useRef, useState } from 'preact/hooks';
import { Failure } from '../frame/failure-box.js';
import { sentenceOf } from '../frame/failure.js';
import type { Proof } from '../frame/proof.js';
import { texts as frame } from '../frame/texts.js';
import { AppStep } from './app-step.js';
import { enrolment, type AppConfiguration, type Provider } from './enrolment-routes.js';
import { KeyStep } from './key-step.js';
import { RecoveryCodes } from './recovery-codes.js';
import { texts } from './texts.js';

type Step =
  | { readonly name: 'loading' }
  | { readonly name: 'not-loaded'; readonly sentence: string }
  | { readonly name: 'app'; readonly configuration: AppConfiguration }
  | { readonly name: 'key' }
  | { readonly name: 'codes'; readonly codes: readonly string[] };

interface EnrolmentProps {
  readonly tfat: string;
  readonly provider: Provider;
  /** Whether there may be no recovery codes yet. */
  readonly wantsCodes: boolean;
  readonly username: string;
  /** Of the heading: a page has none above it. */
  readonly level: 'h1' | 'h3';
  /** Above the heading. */
  readonly progress?: string | undefined;
  /** @param note What has to be said beside that it is done. */
  readonly onDone: (hasCodes: boolean, note?: string) => void;
  /** What of the first request is not to be shown here. @returns Whether it was dealt with. */
  readonly onRefused?: (error: unknown) => boolean;
}

/** One factor from its beginning to its recovery codes. */
export function Enrolment(props: EnrolmentProps) {
  const { tfat, provider, wantsCodes, level: Heading } = props;
  const [step, setStep] = useState<Step>({ name: 'loading' });
  const heading = useRef<HTMLHeadingElement>(null);
  const words = step.name === 'codes' ? texts.codes : provider === 'google' ? texts.app : texts.key;

  useEffect(() => void begin(), []);
  useEffect(() => {
    if (step.name === 'codes' || step.name === 'key') heading.current?.focus();
  }, [step.name]);

  async function begin(): Promise<void> {
    if (provider === 'u2fkey') return setStep({ name: 'key' });
    setStep({ name: 'loading' });
    try {
      setStep({ name: 'app', configuration: await enrolment.configureApp(tfat) });
    } catch (error) {
      if (!props.onRefused?.(error)) setStep({ name: 'not-loaded', sentence: sentenceOf(error) });
    }
  }

  /** The factor is on; what fails from here on changes nothing of that. */
  async function finish(proof?: Proof): Promise<void> {
    if (!wantsCodes || !proof) return props.onDone(false);
    try {
      setStep({ name: 'codes', codes: await enrolment.recoveryCodes({ tfaToken: tfat }, proof) });
    } catch (error) {
      const isShown = (error as { template?: string }).template?.startsWith('Recovery codes have');
      props.onDone(false, isShown ? undefined : texts.codes.notMade);
    }
  }

  return (
    <div class="card stack">
      <div class="intro">
        {props.progress && <p class="progress">{props.progress}</p>}
        <Heading ref={heading} tabIndex={-1}>
          {words.heading}
        </Heading>
        <p>{words.lead}</p>
      </div>
      {step.name === 'loading' && <p role="status">{frame.loading}</p>}
      {step.name === 'not-loaded' && (
        <Failure
          heading={texts.enrolment.notLoaded}
          sentence={step.sentence}
          onRetry={() => void begin()}
        />
      )}
      {step.name === 'app' && (
        <AppStep tfat={tfat} configuration={step.configuration} onDone={(otp) => finish({ otp })} />
      )}
      {step.name === 'key' && <KeyStep tfat={tfat} wantsProof={wantsCodes} onDone={finish} />}
      {step.name === 'codes' && (
        <RecoveryCodes
          codes={step.codes}
          username={props.username}
          onKept={() => props.onDone(true)}
        />
      )}
    </div>
  );
}
