/** How often one address may knock at the doors that take passwords. */
export abstract class AddressBudget {
  /**
   * Takes one request from the address's budget.
   *
   * @param address Canonical IP address; IPv6 addresses of one /64 are one.
   * @returns Seconds until the next request is admitted; 0 when this one is.
   */
  abstract spend(address: string): number;
}
