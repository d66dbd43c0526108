/** The user types of Magento's web API; the numbers are on the wire (`utypid`) and in tables. */
export const PrincipalType = { Integration: 1, Admin: 2, Customer: 3 } as const;

/** 1 integration, 2 admin, 3 customer. */
export type PrincipalType = (typeof PrincipalType)[keyof typeof PrincipalType];

/** Who a token speaks for. */
export interface Principal {
  readonly type: PrincipalType;
  /** Positive whole number, unique within the type. */
  readonly id: number;
}

/** @returns A text that two principals share only when they are the same one, for use as a key. */
export const principalKey = ({ type, id }: Principal): string => `${type}:${id}`;
