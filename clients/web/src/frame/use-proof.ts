import { useRef, useState } from 'preact/hooks';
import { keyProof, type Proof, type Prover } from './proof.js';

export type ProofKind = 'code' | 'key';

/** What somebody is about to prove a second factor with. */
export interface ProofState {
  /** More than one, where there is a choice. */
  readonly kinds: readonly ProofKind[];
  readonly kind: ProofKind;
  readonly choose: (kind: ProofKind) => void;
  readonly code: string;
  readonly setCode: (code: string) => void;
  readonly input: { readonly current: HTMLInputElement | null };
  /** Whether the code has still to be typed. */
  readonly isMissing: boolean;
  /** Asks the key, where it is one. */
  readonly obtain: (who: Prover) => Promise<Proof>;
}

/** @param providers Codes of what the user has enrolled; a code may be a recovery code, too. */
export function useProof(providers: readonly string[]): ProofState {
  const kinds: ProofKind[] = providers.includes('u2fkey') ? ['key', 'code'] : ['code'];
  const [chosen, choose] = useState<ProofKind>();
  const [code, setCode] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const kind = chosen ?? (providers.includes('google') ? 'code' : kinds[0]!);
  const typed = code.replace(/\s/g, '');
  return {
    kinds,
    kind,
    choose,
    code,
    setCode,
    input,
    isMissing: kind === 'code' && !typed,
    obtain: async (who) => (kind === 'code' ? { otp: typed } : keyProof(who)),
  };
}
