/** One after the other, each in a task of its own: a slow phone answers its owner's finger in between. */
const STEPS = [() => import('react-dom/client'), () => import('./theme'), () => import('./i18n'), () => import('./router'), () => import('./app')];

let started = false;

/** All the rest, once the page has shown its name; or soon, where nobody looks at it yet. */
async function start(): Promise<void> {
  if (started) {
    return;
  }
  started = true;
  document.querySelectorAll<HTMLLinkElement>('link[rel=ahead]').forEach((link) => (link.rel = 'modulepreload'));
  for (const step of STEPS) {
    await step();
    await new Promise((done) => setTimeout(done));
  }
}

requestAnimationFrame(() => setTimeout(start));
setTimeout(start, 100);
