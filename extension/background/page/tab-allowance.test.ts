import { beforeEach, expect, it } from 'vitest';
import { createTabAllowance, type TabAllowance } from './tab-allowance.ts';

let time: number;
let allowance: TabAllowance;
beforeEach(() => {
  time = 0;
  allowance = createTabAllowance(() => time);
});

/** Takes as much as it may, for `ms` milliseconds. */
function flood(ms: number): void {
  for (const end = time + ms; time < end;) {
    time += allowance.waitMs();
    allowance.charge(10);
    time += 10;
  }
}

it('a tab has a second at once', () => {
  allowance.charge(999);
  expect(allowance.waitMs()).toBe(0);
});

it('then it has a tenth of the time', () => {
  allowance.charge(1000);
  expect(allowance.waitMs()).toBe(200);
  time += 200;
  expect(allowance.waitMs()).toBe(0);
  allowance.charge(20);
  expect(allowance.waitMs()).toBe(200);
});

it('a tab that rests gets its second back, and no more', () => {
  allowance.charge(1000);
  time += 3_600_000;
  expect(allowance.isUntouched()).toBe(true);
  allowance.charge(1001);
  expect(allowance.waitMs()).toBeGreaterThan(0);
});

it('a tab that asks for more than its share for half a minute is refused for a minute', () => {
  flood(29_000);
  expect(allowance.isRefused()).toBe(false);
  flood(3000);
  expect(allowance.isRefused()).toBe(true);
  time += 59_000;
  expect(allowance.isRefused()).toBe(true);
  expect(allowance.isUntouched()).toBe(false);
  time += 2000;
  expect(allowance.isRefused()).toBe(false);
  expect(allowance.isUntouched()).toBe(true);
});

it('a tab that rests for some seconds after its burst is not refused', () => {
  for (let burst = 0; burst < 20; burst++) {
    flood(1500);
    time += 6000;
    expect(allowance.isRefused()).toBe(false);
  }
});
