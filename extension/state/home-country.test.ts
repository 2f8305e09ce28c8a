import { describe, expect, it } from 'vitest';
import type { Agent } from '../../shared/api.ts';
import { testAgent } from '../testing/fixtures.ts';
import { homeCountry } from './home-country.ts';
import { defaultSettings } from './settings.ts';

const agent = (callerId: string | null): Agent => ({ ...testAgent, callerId });

describe('homeCountry', () => {
  it('is the chosen country first', () => {
    expect(homeCountry({ ...defaultSettings, country: 'EG' }, agent('+966112000100'), ['ar-SA'])).toBe('EG');
  });
  it("is the region of the browser's languages", () => {
    expect(homeCountry(defaultSettings, agent('+966112000100'), ['en-GB', 'en'])).toBe('GB');
    expect(homeCountry(defaultSettings, null, ['zh-Hant-TW'])).toBe('TW');
  });
  it('is not the US because of a default en-US alone', () => {
    expect(homeCountry(defaultSettings, agent('+966112000100'), ['en-US', 'en'])).toBe('SA');
    expect(homeCountry(defaultSettings, null, ['en-US', 'ar-EG'])).toBe('EG');
  });
  it('is the US when only en-US is known', () => {
    expect(homeCountry(defaultSettings, null, ['en-US', 'en'])).toBe('US');
  });
  it('ignores regions that have no numbering plan', () => {
    expect(homeCountry(defaultSettings, agent('+442079460142'), ['es-419'])).toBe('GB');
  });
});
