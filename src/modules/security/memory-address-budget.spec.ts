import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { MemoryAddressBudget } from './memory-address-budget.js';

describe('MemoryAddressBudget', () => {
  let clock: FakeClock;
  let budget: MemoryAddressBudget;

  beforeEach(() => {
    clock = new FakeClock();
    budget = new MemoryAddressBudget(clock, { perMinute: 120 });
  });
  const admitted = (address: string, requests: number): number =>
    Array.from({ length: requests }, () => budget.spend(address)).filter((wait) => wait === 0)
      .length;

  it("admits a minute's worth at once, then as much as comes in", () => {
    expect(admitted('192.0.2.1', 500)).toBe(120);
    expect(budget.spend('192.0.2.1')).toBe(1);
    clock.advance(1);
    expect(admitted('192.0.2.1', 10)).toBe(2);
    clock.advance(60);
    expect(admitted('192.0.2.1', 500)).toBe(120);
  });

  it('says how long to wait', () => {
    const slow = new MemoryAddressBudget(clock, { perMinute: 1 });
    expect([slow.spend('a'), slow.spend('a')]).toEqual([0, 60]);
    clock.advance(59);
    expect(slow.spend('a')).toBe(1);
    clock.advance(1);
    expect(slow.spend('a')).toBe(0);
  });

  it('LOG-25 knows one bucket for a /64 and another for its neighbour', () => {
    expect(admitted('2001:db8::1', 120)).toBe(120);
    expect(admitted('2001:db8::ffff:ffff', 1)).toBe(0);
    expect(admitted('2001:db8:0:1::1', 1)).toBe(1);
  });

  it('knows no limit with 0', () => {
    const none = new MemoryAddressBudget(clock, { perMinute: 0 });
    expect(Array.from({ length: 1_000 }, () => none.spend('a')).every((wait) => wait === 0)).toBe(
      true,
    );
  });

  it('shuts nobody out for longer than a minute when the clock is set back', () => {
    admitted('192.0.2.1', 120);
    clock.advance(-3_600);
    expect(budget.spend('192.0.2.1')).toBeLessThanOrEqual(1);
    clock.advance(60);
    expect(admitted('192.0.2.1', 500)).toBe(120);
  });

  it('forgets who has not knocked for longest, and grows no further', () => {
    const slow = new MemoryAddressBudget(clock, { perMinute: 1 });
    slow.spend('10.0.0.0');
    for (let address = 0; address < 100_000; address += 1)
      slow.spend(`11.${address >> 16}.${(address >> 8) & 255}.${address & 255}`);
    expect(slow.spend('11.0.0.1')).toBe(60);
    expect(slow.spend('10.0.0.0')).toBe(0);
  });
});
