/** Chooses the columns of the list of executions. */
import { Columns3 } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuChecks, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { COLUMNS, chooseColumn, chooseStandardColumns, useColumnChoice } from './columns.tsx';

const CHOICES = COLUMNS.map(({ id, title }) => ({ value: id, label: title }));

export function ColumnMenu() {
  const chosen = useColumnChoice();
  return (
    <Menu trigger={<Button icon={<Columns3 size={14} aria-hidden />}>Columns</Button>}>
      <MenuChecks
        label="Columns beside the name"
        checked={chosen}
        choices={CHOICES}
        onChange={(id, to) => chooseColumn(chosen, id, to)}
      />
      <MenuSeparator />
      <MenuItem onSelect={chooseStandardColumns}>As at first</MenuItem>
    </Menu>
  );
}
