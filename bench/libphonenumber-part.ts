/** What others run on every text node. */
export { findPhoneNumbersInText } from 'libphonenumber-js/max';
