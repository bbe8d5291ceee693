/** GetOverview: the state of everything at a glance. */
import { epochSeconds } from '../timestamps.ts';
import type { Extension } from './extension.ts';
import { shownNode } from './node-view.ts';

export const getOverview: Extension<'GetOverview'> = {
  name: 'GetOverview',
  async handle(_input, { service, realm, about }) {
    const { byStatus, recent, machines, oldestRunning, waitingTasks, isCapped } = await service.trees.overview(realm);
    const { version, storeBytes } = (await about?.()) ?? {};
    return {
      byStatus,
      recent: recent.map(({ minuteMs, ...figures }) => ({ minuteDate: epochSeconds(minuteMs), ...figures })),
      machines: machines.map(({ machine: { arn, name, type }, ...figures }) => ({
        ...{ stateMachineArn: arn, name, type },
        ...figures,
      })),
      oldestRunning: oldestRunning.map(shownNode),
      waitingTasks,
      capped: isCapped,
      ...(storeBytes !== undefined && { storeBytes }),
      ...(version !== undefined && { version }),
    };
  },
};
