import { Alert, Anchor, AppShell, Burger, Button, Group, NavLink, Stack, Text, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useDisclosure, useMediaQuery, useNetwork } from '@mantine/hooks';
import { Link, Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signOut, type Caller } from '../api/session';
import { failed } from '../common/notify';
import { Steps } from '../common/Steps';
import { WIDE } from '../common/wide';
import { changeLanguage, language } from '../i18n';
import type { Texts } from '../i18n/ko';
import { GrantBanner, GrantChoice } from '../session/Capacity';
import { runsTheSystem } from '../session/rights';
import { later } from '../later';
import { Finder } from './Finder';

const Expired = lazy(() => later.expired().then((module) => ({ default: module.Expired })));

const PAGES = [
  ['/', 'today'], ['/schedules', 'schedules'], ['/calendar', 'calendar'], ['/simulation', 'simulation'], ['/broadcasts', 'broadcasts'], ['/history', 'history'], ['/statistics', 'statistics'], ['/exports', 'exports'], ['/rooms', 'rooms'], ['/templates', 'templates'],
  ['/images', 'images'], ['/people', 'people'], ['/bots', 'bots'],
  ['/holidays', 'holidays'], ['/stops', 'stops'], ['/alerts', 'alerts'], ['/audit', 'audit'], ['/operations', 'operations'], ['/help', 'help'],
] as const satisfies readonly (readonly [string, keyof Texts['nav']])[];

export function Shell({ caller, expired }: { caller: Caller; expired: boolean }) {
  const { t } = useTranslation();
  const [open, { toggle, close }] = useDisclosure(false);
  // What a phone shows on request is not worth the time of its first screen.
  const wide = useMediaQuery(WIDE, false, { getInitialValueInEffect: false });
  const [wasOpen, setWasOpen] = useState(false);
  if (open && !wasOpen) {
    setWasOpen(true);
  }
  const { online } = useNetwork();
  const pages = PAGES.filter(([to]) => mayOpen(caller, to)).map(([to, name]) => ({ to, label: t(`nav.${name}`) }));
  return (
    <AppShell header={{ height: 60 }} navbar={{ width: 220, breakpoint: 'sm', collapsed: { mobile: !open } }} padding="md">
      <a className="skip" href="#content">
        {t('app.skip')}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" gap="xs" justify="space-between" wrap="nowrap">
          <Group gap="xs" wrap="nowrap">
            <Burger opened={open} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t('app.menu')} aria-expanded={open} />
            <Anchor component={Link} to="/" fw={800} c="inherit" underline="never" style={{ whiteSpace: 'nowrap' }}>
              {t('app.name')}
            </Anchor>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <Finder pages={pages} />
            <Look />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="md" data-open={open || undefined} style={{ overflowY: 'auto' }}>
        {(wide || wasOpen) && <Menu caller={caller} pages={pages} close={close} />}
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        {!online && (
          <Alert variant="outline" color="orange" mb="md" role="status">
            {t('app.offline')}
          </Alert>
        )}
        <Steps from={0}>
          <GrantBanner caller={caller} />
          <Outlet />
        </Steps>
      </AppShell.Main>
      {expired && (
        <Suspense fallback={null}>
          <Expired loginId={caller.loginId} />
        </Suspense>
      )}
    </AppShell>
  );
}

function Menu({ caller, pages, close }: { caller: Caller; pages: { to: string; label: string }[]; close: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <Stack gap={4} component="nav" aria-label={t('app.menu')} flex={1}>
        {pages.map(({ to, label }) => (
          <NavLink
            key={to}
            component={Link}
            to={to}
            className="nav-link"
            activeOptions={{ exact: to === '/' }}
            label={label}
            onClick={close}
            style={{ borderRadius: 8 }}
          />
        ))}
      </Stack>
      <Stack gap="xs">
        <Text size="sm">
          {caller.loginId} · {t(`org.${caller.level as 'branch'}`)} · {t(`org.${caller.role as 'manager'}`)}
        </Text>
        <GrantChoice caller={caller} />
        <Button variant="default" onClick={() => void signOut().catch(() => failed(new Error(t('problem.offline'))))}>
          {t('session.logout')}
        </Button>
      </Stack>
    </>
  );
}

/** What the server would refuse is not offered. */
function mayOpen(caller: Caller, page: string): boolean {
  switch (page) {
    case '/audit':
      return caller.role === 'manager';
    case '/operations':
      return runsTheSystem(caller);
    default:
      return true;
  }
}

function Look() {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  return (
    <Group gap="xs" wrap="nowrap">
      <Button variant="default" size="xs" onClick={() => void changeLanguage(language() === 'ko' ? 'en' : 'ko').catch(() => failed(new Error(t('problem.offline'))))}>
        {t('look.language')}
      </Button>
      <Button variant="default" size="xs" onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}>
        {t(scheme === 'dark' ? 'look.light' : 'look.dark')}
      </Button>
    </Group>
  );
}
