/** The host of the sender's page; '' when the page has none. */
export function hostOf({ url = '' }: { url?: string | undefined }): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}
