import type { Schemas } from '../api/client';
import { timeOfDay } from '../common/format';
import { useOrganizations, useRooms } from '../common/queries';
import { dayjs } from '../common/time';
import { i18next } from '../i18n';

type Room = Schemas['Room'];
type Organization = Schemas['Organization'];

/** From one time of day, {@code HH:mm}, to another, which may be that of the next day. */
export type Span = { from: string; until: string };

/** When a room gets nothing: its own quiet hours, and those of its organisation and all above, as far as the reader sees them. */
export function spansOf(room: Room | undefined, organizations: Organization[]): Span[] {
  const spans: Span[] = [];
  let holder: Room | Organization | undefined = room;
  let above = room?.organizationId;
  while (holder) {
    if (holder.quietFrom && holder.quietUntil) {
      spans.push({ from: holder.quietFrom.slice(0, 5), until: holder.quietUntil.slice(0, 5) });
    }
    holder = organizations.find((it) => it.id === above);
    above = holder && 'parentId' in holder ? holder.parentId : undefined;
  }
  return spans;
}

/** Whether a moment falls into one of them. @param zone of the room */
export function isQuiet(spans: Span[], at: string, zone: string): boolean {
  const time = dayjs(at).tz(zone).format('HH:mm');
  return spans.some(({ from, until }) => (from < until ? from <= time && time < until : from <= time || time < until));
}

export type Quiet = { told: string; holds: (at: string) => boolean };

/** The quiet hours of each room. */
export function useQuiet(): (roomId: number) => Quiet {
  const rooms = useRooms();
  const organizations = useOrganizations();
  return (roomId) => {
    const room = rooms.data?.find((it) => it.id === roomId);
    const spans = spansOf(room, organizations.data ?? []);
    return {
      told: spans.map(({ from, until }) => i18next.t('quiet.told', { from: timeOfDay(from), until: timeOfDay(until) })).join(', '),
      holds: (at) => room !== undefined && isQuiet(spans, at, room.timeZone),
    };
  };
}
