import { lazy, Suspense, useDeferredValue, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { currentSession, onSessionChange } from './api/session';
import { later } from './later';
import { SignInPage } from './session/SignIn';
import { Shell } from './shell/Shell';

const Dialogs = lazy(() => later.dialogs().then((module) => ({ default: module.Dialogs })));

/** Nobody gets further than the sign-in page; whoever was inside when the session ended signs in over their page. */
export function Root() {
  // The first screen is drawn in small steps, between which the page answers.
  const session = useDeferredValue(useSyncExternalStore(onSessionChange, currentSession));
  if (session.state === 'loading') {
    return <Waiting />;
  }
  return (
    <>
      {session.state === 'out' ? (
        <SignInPage refused={session.refused} stranger={session.stranger} />
      ) : (
        <Shell caller={session.caller} expired={session.state === 'expired'} />
      )}
      {/* Inside the router, as their links are. */}
      <Suspense fallback={null}>
        <Dialogs />
      </Suspense>
    </>
  );
}

/** As the page itself looks before its first script runs. */
function Waiting() {
  const { t } = useTranslation();
  return (
    <div className="splash" role="status" aria-label={t('app.loading')}>
      <strong>{t('app.name')}</strong>
      <span className="late">{t('problem.waiting')}</span>
    </div>
  );
}
