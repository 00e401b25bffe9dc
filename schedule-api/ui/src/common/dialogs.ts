import { modals as all } from '@mantine/modals';

let show: () => void;
const shown = new Promise<void>((resolve) => {
  show = resolve;
});

/** Told by whatever shows them that it is there. */
export const dialogsAreShown = (): void => show();

/** Questions and windows from anywhere. What is asked before they can be shown, as on a slow line, is asked as soon as they can. */
export const modals = {
  open: (...asked: Parameters<typeof all.open>) => void shown.then(() => all.open(...asked)),
  openConfirmModal: (...asked: Parameters<typeof all.openConfirmModal>) => void shown.then(() => all.openConfirmModal(...asked)),
  closeAll: () => void shown.then(() => all.closeAll()),
};
