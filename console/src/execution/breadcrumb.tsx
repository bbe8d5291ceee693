/** root / … / parent / this. Of a deep tree the middle is in a menu. */

import type { ExecutionNode } from '../api/operations.ts';
import { Menu, MenuItem } from '../ui/menu.tsx';
import css from './breadcrumb.module.css';
import { useExecution, useTree } from './context.tsx';
import { machineOf } from './words.ts';

export function Breadcrumb() {
  const { arn, openExecution, hrefOf } = useExecution();
  const tree = useTree();
  const { ancestors } = tree;
  const middle = ancestors.slice(1, -2);
  const shown = ancestors.length <= 4 ? ancestors : [ancestors[0]!, ...ancestors.slice(-2)];
  const at = tree.node(arn);
  return (
    <nav aria-label="Where this execution stands" className={css.nav}>
      <ol className={css.list}>
        {shown.map((node, i) => (
          <li key={node.executionArn}>
            <Crumb node={node} href={hrefOf?.(node.executionArn)} onOpen={() => openExecution?.(node.executionArn)} />
            {i === 0 && shown.length < ancestors.length && (
              <Menu
                align="start"
                trigger={
                  <button type="button" className={css.more} aria-label={`${middle.length} executions between`}>
                    …
                  </button>
                }
              >
                {middle.map((one) => (
                  <MenuItem
                    key={one.executionArn}
                    hint={`level ${one.depth}`}
                    onSelect={() => openExecution?.(one.executionArn)}
                  >
                    {machineOf(one.executionArn)} · {one.parent?.state ?? ''}
                  </MenuItem>
                ))}
              </Menu>
            )}
          </li>
        ))}
        <li aria-current="page" className={css.here}>
          {machineOf(arn)}
          {at?.parent !== undefined && <span className={css.by}>started by {at.parent.state}</span>}
        </li>
      </ol>
    </nav>
  );
}

interface CrumbProps {
  readonly node: ExecutionNode;
  readonly href: string | undefined;
  readonly onOpen: () => void;
}

function Crumb({ node, href, onOpen }: CrumbProps) {
  return (
    <a
      href={href}
      title={node.name}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        onOpen();
      }}
    >
      {machineOf(node.executionArn)}
    </a>
  );
}
