import type { JSX } from 'preact';
import type { Words } from './types.ts';

/** Parts beside each other when there is room: two, three, or a main part with something beside it. */
export const Columns = ({ kind = 'two', children }: { kind?: 'two' | 'three' | 'main'; children: Words }): JSX.Element => (
  <div class={`columns columns--${kind}`}>{children}</div>
);

/** Parts below each other with even space. */
export const Stack = ({ children }: { children: Words }): JSX.Element => <div class="stack">{children}</div>;
