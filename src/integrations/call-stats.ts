/**
 * Counts calls of services, and how long they take, by resource and outcome. Names of functions do not count: all
 * Lambda functions are one resource, so the number of resources is that of the actions that definitions may name.
 */
import type { Resource } from '../asl/resource.ts';
import type { Integration, TaskOutcome } from './integration.ts';

export interface CallStats {
  /** `resource`: such as `lambda:invoke`. */
  record(resource: string, outcome: TaskOutcome['type'] | 'cut', seconds: number): void;
}

/** The same integration, counted. */
export function countedIntegrationOf(
  integrationOf: (resource: Resource) => Integration,
  stats: CallStats,
): (resource: Resource) => Integration {
  return (resource) => {
    const integration = integrationOf(resource);
    const name = resourceName(resource);
    return {
      async run(request) {
        const beganMs = performance.now();
        const outcome = await integration.run(request);
        const type = request.signal.aborted ? 'cut' : outcome.type;
        stats.record(name, type, (performance.now() - beganMs) / 1000);
        return outcome;
      },
    };
  };
}

function resourceName(resource: Resource): string {
  if (resource.kind === 'service') return `${resource.resourceType}:${resource.action}`;
  return resource.kind === 'lambda' ? 'lambda:invoke' : resource.kind;
}
