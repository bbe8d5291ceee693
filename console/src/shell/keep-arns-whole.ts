/**
 * ARNs of map runs and of their children have a slash in them. In an address that somebody typed or pasted it stands
 * as it is and would end the ARN; it is written as the console's own links write it, before the router looks at it.
 */
export function keepArnsWhole(): void {
  const whole = withWholeArns(location.pathname);
  if (whole !== location.pathname) history.replaceState(null, '', `${whole}${location.search}${location.hash}`);
}

/** `/console/map-runs/arn:…:M/L:x` → `/console/map-runs/arn:…:M%2FL:x` */
export function withWholeArns(path: string): string {
  return path.replace(/^(\/console\/[\w-]+\/)(arn:.*\/.*)$/, (_, page: string, arn: string) => {
    return `${page}${arn.replaceAll('/', '%2F')}`;
  });
}
