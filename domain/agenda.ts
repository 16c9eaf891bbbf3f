/** A queue by instant, then by key: a binary heap, so that a campaign of any size costs n·log n. */
export interface Agenda<Item> {
  push(item: Item): void;
  peek(): Item | undefined;
  pop(): Item | undefined;
}

export function agendaOf<Item>(before: (a: Item, b: Item) => boolean): Agenda<Item> {
  const heap: Item[] = [];
  const at = (index: number): Item => heap[index] as Item;
  const swap = (a: number, b: number): void => {
    const kept = at(a);
    heap[a] = at(b);
    heap[b] = kept;
  };
  const rise = (start: number): void => {
    let index = start;
    while (index > 0) {
      const above = (index - 1) >> 1;
      if (!before(at(index), at(above))) return;
      swap(index, above);
      index = above;
    }
  };
  const sink = (): void => {
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      if (left >= heap.length) return;
      const right = left + 1;
      const least = right < heap.length && before(at(right), at(left)) ? right : left;
      if (!before(at(least), at(index))) return;
      swap(index, least);
      index = least;
    }
  };
  return {
    push(item) {
      heap.push(item);
      rise(heap.length - 1);
    },
    peek: () => heap[0],
    pop() {
      const first = heap[0];
      const last = heap.pop();
      if (heap.length > 0 && last !== undefined) {
        heap[0] = last;
        sink();
      }
      return first;
    },
  };
}
