import { expect, it } from 'vitest';
import { asTree } from './tree';

it('puts each organisation below the one above it, whatever their order, from the reader down', () => {
  const rows = [
    { id: 4, parentId: 3, name: '역삼지점' }, { id: 2, parentId: 1, name: '서울총판' }, { id: 3, parentId: 2, name: '강남대리점' }, { id: 5, parentId: 2, name: '강북대리점' }, { id: 6, parentId: 3, name: '선릉지점' },
  ];

  expect(asTree(rows).map((it) => [it.name, it.depth])).toEqual([
    ['서울총판', 0], ['강남대리점', 1], ['선릉지점', 2], ['역삼지점', 2], ['강북대리점', 1],
  ]);
});
