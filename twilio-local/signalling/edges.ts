/** The edges of Twilio's network, and the region that each reports: https://www.twilio.com/docs/global-infrastructure/edge-locations */
const regions: Record<string, string> = {
  ashburn: 'US_EAST_VIRGINIA',
  dublin: 'EU_IRELAND',
  frankfurt: 'EU_GERMANY',
  'sao-paulo': 'SOUTH_AMERICA_BRAZIL',
  singapore: 'ASIAPAC_SINGAPORE',
  sydney: 'ASIAPAC_SYDNEY',
  tokyo: 'ASIAPAC_TOKYO',
  umatilla: 'US_WEST_OREGON',
};

/** The edge of a signalling host such as `voice-js.frankfurt.twilio.com`; `roaming` for any other host. */
export function edgeOfHost(host: string | undefined): string {
  return /^voice-js\.([\w-]+)\.twilio\.com/.exec(host ?? '')?.[1] ?? 'roaming';
}

/** The edge and region in `connected`; `roaming` leads to ashburn here. */
export function locationOf(edge: string): { edge: string; region: string } {
  const region = regions[edge];
  return region ? { edge, region } : { edge: 'ashburn', region: 'US_EAST_VIRGINIA' };
}
