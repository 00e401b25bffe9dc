import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../api/client';

/** What is stopped now and concerns the person. */
export const useStops = () =>
  useQuery({ queryKey: ['stops'], queryFn: () => ask(api.GET('/api/stops')), refetchInterval: 30_000 });
