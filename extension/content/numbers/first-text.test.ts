import { describe, expect, it } from 'vitest';
import { firstText } from './first-text.ts';

const number = '055 501 0142';

describe('the text beside the name in the list of numbers', () => {
  it.each([
    ['HO', 'Huda Al-Otaibi', 'Najd Medical'],
    ['هع', 'هدى العتيبي', 'نجد الطبية'],
    ['K. M.', 'Khalid Mansour', 'HP'],
  ])('is the company, without the letters of the avatar %s and the rest of the row', (avatar, name, company) => {
    expect(firstText([avatar, name, company, number, 'Qualified', 'Omar Saleh', 'Today, 09:12'], [number, name])).toBe(company);
  });

  it('is the text that holds the number, without it', () => {
    expect(firstText(['\n  ', `Mobile of  Sara: ${number}`], [number, ''])).toBe('Mobile of Sara:');
  });

  it('is empty where nothing but the number has letters', () => {
    expect(firstText(['12', number, ' · '], [number, ''])).toBe('');
  });
});
