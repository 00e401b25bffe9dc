import type { Schemas } from '../api/client';
import { advertisingBody, emptyMessage, messageBody, type Message } from '../message/message';

export type Broadcast = Schemas['Broadcast'];

/** A broadcast as its form holds it. Ids are strings, as the inputs have them. */
export type Draft = Message & {
  title: string;
  organizations: string[];
  bots: string[];
  tags: string[];
  rooms: string[];
  except: string[];
  priority: number;
  windowMinutes: number;
};

export const emptyDraft = (): Draft => ({
  ...emptyMessage(), title: '', organizations: [], bots: [], tags: [], rooms: [], except: [], priority: 5, windowMinutes: 60,
});

/** Whether anybody has been chosen. */
export const hasTarget = (draft: Draft): boolean =>
  [draft.organizations, draft.bots, draft.tags, draft.rooms].some((chosen) => chosen.length > 0);

export function request(draft: Draft): Schemas['BroadcastRequest'] {
  return {
    title: draft.title,
    target: {
      organizationIds: draft.organizations.map(Number),
      botIds: draft.bots.map(Number),
      tags: draft.tags,
      roomIds: draft.rooms.map(Number),
      exceptRoomIds: draft.except.map(Number),
    },
    ...messageBody(draft),
    ...advertisingBody(draft),
    priority: draft.priority,
    windowMinutes: draft.windowMinutes,
  };
}

/** Rooms that have come to an end. */
export const ended = ({ progress }: Broadcast): number => progress.total - progress.notStarted - progress.open;

/** Nothing of it will change any more by itself. */
export const isOver = (broadcast: Broadcast): boolean => broadcast.state !== 'pending' && broadcast.progress.open === 0;
