import { expect, test } from 'vitest';
import { VirtualPorts } from '../testkit/virtual-ports.ts';
import { generatedName } from './generated-name.ts';

const UUID7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('a generated name is a UUID, different each time, and later ones come behind earlier ones', () => {
  const ports = new VirtualPorts();
  const names = Array.from({ length: 100 }, () => {
    ports.drift(1);
    return generatedName(ports);
  });
  for (const name of names) expect(name).toMatch(UUID7);
  expect(names.toSorted()).toEqual(names);
  expect(generatedName(ports)).not.toBe(generatedName(ports));
});
