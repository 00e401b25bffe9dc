import { expect, test, type APIRequestContext } from '@playwright/test';
import { bearer, open, signIn } from './stack';

async function ids(request: APIRequestContext, login: string, path: string): Promise<number[]> {
  const answer = await request.get(path, { headers: await bearer(request, login) });
  return (await answer.json()).items.map((item: { id: number }) => item.id);
}

test('a branch sees nothing of another, and cannot guess it', async ({ page, request }) => {
  await signIn(page, 'branch2');
  await open(page, 'schedules', '예약 목록');
  await expect(page.getByText('선릉지점 개점 안내')).toBeVisible();
  await expect(page.getByText('아침 업무 공지')).toHaveCount(0);
  await open(page, 'rooms', '톡방');
  await expect(page.getByText('선릉지점 공지방')).toBeVisible();
  await expect(page.getByText(/역삼지점/)).toHaveCount(0);
  await open(page, 'history', '발송 이력');
  await expect(page.getByText('선릉지점 단골방').first()).toBeVisible();
  await expect(page.getByText(/역삼지점/)).toHaveCount(0);

  const headers = await bearer(request, 'branch2');
  for (const path of ['/api/schedules', '/api/rooms', '/api/templates', '/api/members']) {
    const theirs = await ids(request, 'branch', path);
    expect(theirs.filter(Boolean), path).not.toEqual([]);
    for (const id of theirs.slice(0, 3)) {
      expect((await request.get(`${path}/${id}`, { headers })).status(), `${path}/${id}`).toBe(404);
    }
  }
  const [theirs] = await ids(request, 'branch', '/api/schedules');
  await page.goto(`/app/schedules/${theirs}`);
  await expect(page.getByText('찾을 수 없습니다').first()).toBeVisible({ timeout: 15_000 });
});
