import { describeStore } from '../store.contract.ts';
import { MemoryStore } from './store.ts';

describeStore('memory store', () => new MemoryStore());
