import { interleave, pairsOf, type Side } from '../../bench/comparison';

test('sides take turns, each round begins with the other, and the first round is not counted', async () => {
  const order: Side[] = [];
  const runs = await interleave(2, (side) => {
    order.push(side);
    return Promise.resolve({ wall: order.length, cpu: 0, memory: 0 });
  });
  expect(order).toEqual(['without', 'with', 'with', 'without', 'without', 'with']);
  const comparison = { title: '', without: '', with: '', timeLimit: 1, runs };
  expect(pairsOf(comparison, 'wall')).toEqual([
    { without: 4, with: 3 },
    { without: 5, with: 6 },
  ]);
});
