let started = false;

/** All the rest, once the page has shown its name; or soon, where nobody looks at it yet. */
function start(): void {
  if (!started) {
    started = true;
    void import('./app');
  }
}

requestAnimationFrame(() => setTimeout(start));
setTimeout(start, 100);
