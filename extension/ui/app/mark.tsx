/** Hatif's mark, in the colours of the theme. */
export function Mark() {
  return (
    <svg class="brand-mark" viewBox="0 0 48 48" width="26" height="26" fill="none" stroke-linecap="round" aria-hidden="true">
      <rect width="48" height="48" rx="12" />
      <path transform="translate(12.6 7.2) scale(0.95)" stroke-width="2.7" stroke-linejoin="round" d={handset} />
      <path d="M12 39.6h24" stroke-width="3.6" />
    </svg>
  );
}

/** The phone of Lucide (ISC licence). */
const handset =
  'M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384';
