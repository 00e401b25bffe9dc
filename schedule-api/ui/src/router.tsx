import { Alert, Button, Text } from '@mantine/core';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ACTIONS, SUBJECTS, type AuditSearch } from './audit/audit';
import { VIEWS, type View } from './calendar/calendar';
import { Heading } from './common/parts';
import { Root } from './Root';

const root = createRootRoute({ component: Root, notFoundComponent: NotFound });

export type ScheduleSearch = { text?: string; status?: string; type?: string; room?: number; organization?: number; bot?: string };
export type FormSearch = { from?: number };
const GROUPS = ['day', 'hour', 'room', 'organization', 'bot', 'reason'] as const;
export type StatisticsSearch = { from?: string; until?: string; by?: (typeof GROUPS)[number]; organization?: number; room?: number; bot?: number };
export type CalendarSearch = { view?: View; day?: string; room?: number };
export type SimulationSearch = { room?: number; bot?: number };
export type HistorySearch = { status?: string; room?: number; from?: string; until?: string };

const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);
const date = (value: unknown): string | undefined => (typeof value === 'string' && /^2\d{3}-\d{2}-\d{2}$/.test(value) ? value : undefined);
const number = (value: unknown): number | undefined => (Number.isInteger(Number(value)) && value ? Number(value) : undefined);

const routes = [
  createRoute({ getParentRoute: () => root, path: '/', component: lazyRouteComponent(() => import('./today/Today'), 'Today') }),
  createRoute({
    getParentRoute: () => root,
    path: '/schedules',
    validateSearch: (search: Record<string, unknown>): ScheduleSearch => ({
      text: text(search.text), status: text(search.status), type: text(search.type), room: number(search.room),
      organization: number(search.organization), bot: text(search.bot),
    }),
    component: lazyRouteComponent(() => import('./schedules/ScheduleList'), 'ScheduleList'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/schedules/new',
    validateSearch: (search: Record<string, unknown>): FormSearch => ({ from: number(search.from) }),
    component: lazyRouteComponent(() => import('./schedules/ScheduleForm'), 'NewSchedule'),
  }),
  createRoute({ getParentRoute: () => root, path: '/schedules/deleted', component: lazyRouteComponent(() => import('./schedules/RecycleBin'), 'RecycleBin') }),
  createRoute({
    getParentRoute: () => root,
    path: '/schedules/$id',
    component: lazyRouteComponent(() => import('./schedules/ScheduleDetail'), 'ScheduleDetail'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/schedules/$id/edit',
    component: lazyRouteComponent(() => import('./schedules/ScheduleForm'), 'EditSchedule'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/calendar',
    validateSearch: (search: Record<string, unknown>): CalendarSearch => ({
      view: VIEWS.find((it) => it === search.view), day: date(search.day), room: number(search.room),
    }),
    component: lazyRouteComponent(() => import('./calendar/Calendar'), 'Calendar'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/simulation',
    validateSearch: (search: Record<string, unknown>): SimulationSearch => ({ room: number(search.room), bot: number(search.bot) }),
    component: lazyRouteComponent(() => import('./simulation/Simulation'), 'Simulation'),
  }),
  createRoute({ getParentRoute: () => root, path: '/broadcasts', component: lazyRouteComponent(() => import('./broadcasts/BroadcastList'), 'BroadcastList') }),
  createRoute({ getParentRoute: () => root, path: '/broadcasts/new', component: lazyRouteComponent(() => import('./broadcasts/BroadcastForm'), 'BroadcastForm') }),
  createRoute({ getParentRoute: () => root, path: '/broadcasts/$id', component: lazyRouteComponent(() => import('./broadcasts/BroadcastDetail'), 'BroadcastDetail') }),
  createRoute({
    getParentRoute: () => root,
    path: '/history',
    validateSearch: (search: Record<string, unknown>): HistorySearch => ({
      status: text(search.status), room: number(search.room), from: date(search.from), until: date(search.until),
    }),
    component: lazyRouteComponent(() => import('./history/History'), 'History'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/statistics',
    validateSearch: (search: Record<string, unknown>): StatisticsSearch => ({
      from: date(search.from), until: date(search.until), by: GROUPS.find((it) => it === search.by),
      organization: number(search.organization), room: number(search.room), bot: number(search.bot),
    }),
    component: lazyRouteComponent(() => import('./statistics/Statistics'), 'Statistics'),
  }),
  createRoute({ getParentRoute: () => root, path: '/exports', component: lazyRouteComponent(() => import('./exports/Exports'), 'Exports') }),
  createRoute({ getParentRoute: () => root, path: '/rooms', component: lazyRouteComponent(() => import('./rooms/Rooms'), 'Rooms') }),
  createRoute({ getParentRoute: () => root, path: '/templates', component: lazyRouteComponent(() => import('./library/Templates'), 'Templates') }),
  createRoute({ getParentRoute: () => root, path: '/images', component: lazyRouteComponent(() => import('./library/Images'), 'Images') }),
  createRoute({ getParentRoute: () => root, path: '/people', component: lazyRouteComponent(() => import('./people/People'), 'People') }),
  createRoute({ getParentRoute: () => root, path: '/bots', component: lazyRouteComponent(() => import('./rooms/Bots'), 'Bots') }),
  createRoute({ getParentRoute: () => root, path: '/stops', component: lazyRouteComponent(() => import('./operation/Stops'), 'Stops') }),
  createRoute({ getParentRoute: () => root, path: '/alerts', component: lazyRouteComponent(() => import('./alerts/Alerts'), 'Alerts') }),
  createRoute({ getParentRoute: () => root, path: '/holidays', component: lazyRouteComponent(() => import('./operation/Holidays'), 'Holidays') }),
  createRoute({
    getParentRoute: () => root,
    path: '/audit',
    validateSearch: (search: Record<string, unknown>): AuditSearch => ({
      who: text(search.who), action: ACTIONS.find((it) => it === search.action), subject: SUBJECTS.find((it) => it === search.subject),
      id: number(search.id), from: date(search.from), until: date(search.until),
    }),
    component: lazyRouteComponent(() => import('./audit/Audit'), 'Audit'),
  }),
  createRoute({ getParentRoute: () => root, path: '/operations', component: lazyRouteComponent(() => import('./operation/Operations'), 'Operations') }),
  createRoute({ getParentRoute: () => root, path: '/help', component: lazyRouteComponent(() => import('./help/Help'), 'Help') }),
] as const;

export const router = createRouter({ routeTree: root.addChildren([...routes]), basepath: '/app', defaultPreload: 'intent', defaultErrorComponent: Broken });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

function NotFound() {
  const { t } = useTranslation();
  return <Heading title={t('problem.notFound')} />;
}

/** A screen that broke; the menu and the other screens still work. */
function Broken({ error }: { error: unknown }) {
  const { t } = useTranslation();
  return (
    <Alert color="red" variant="outline" role="alert" title={t('problem.title')}>
      <Text mb="sm">{error instanceof Error ? error.message : String(error)}</Text>
      <Button variant="default" onClick={() => location.reload()}>
        {t('action.reload')}
      </Button>
    </Alert>
  );
}
