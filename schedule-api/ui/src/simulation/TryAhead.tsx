import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask, type Schemas } from '../api/client';
import { failed } from '../common/notify';
import { Ahead } from './Ahead';

/** Reckons the next week with what is being written, which is not saved. @param scheduleId the schedule that it changes */
export function TryAhead({ request, scheduleId, disabled }: { request: Schemas['ScheduleRequest']; scheduleId?: number; disabled: boolean }) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  const simulate = useMutation({
    mutationFn: () => ask(api.POST('/api/simulations', { body: { schedule: request, scheduleId } })),
    onSuccess: open,
    onError: failed,
  });
  return (
    <>
      <Button variant="default" disabled={disabled} loading={simulate.isPending} onClick={() => simulate.mutate()}>
        {t('simulation.try')}
      </Button>
      <Modal opened={opened} onClose={close} size="lg" title={t('simulation.try')} closeButtonProps={{ 'aria-label': t('action.close') }}>
        {simulate.data && <Ahead answer={simulate.data} />}
      </Modal>
    </>
  );
}
