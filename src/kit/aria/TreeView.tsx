// The tree on React Aria: arrows move, open and close; first letters find.
import { Button, Tree, TreeItem, TreeItemContent } from 'react-aria-components/Tree'
import { Icon } from '../drawings/Icon.tsx'
import type { Branch, TreeProps } from '../controls/Tree.tsx'
import { Aria } from './Aria.tsx'
import './tree.css'

function Item({ branch }: { branch: Branch }) {
  const { key, label, detail, branches = [] } = branch
  return (
    <TreeItem id={key} textValue={label} className="tree-item">
      <TreeItemContent>
        {({ hasChildItems }) => (
          <>
            {hasChildItems && (
              <Button slot="chevron" className="tree-open">
                <Icon name="forward" />
              </Button>
            )}
            <span className="tree-text">{label}</span>
            {detail && <span className="tree-detail">{detail}</span>}
          </>
        )}
      </TreeItemContent>
      {branches.map((each) => (
        <Item key={each.key} branch={each} />
      ))}
    </TreeItem>
  )
}

export default function TreeView({ label, branches, chosen, onChoose, open = [] }: TreeProps) {
  return (
    <Aria>
      <Tree
        className="tree"
        aria-label={label}
        defaultExpandedKeys={open}
        {...(onChoose && {
          selectionMode: 'single' as const,
          disallowEmptySelection: true,
          selectedKeys: chosen === undefined ? [] : [chosen],
          onSelectionChange: (keys) => keys !== 'all' && keys.forEach((key) => onChoose(String(key))),
        })}
      >
        {branches.map((branch) => (
          <Item key={branch.key} branch={branch} />
        ))}
      </Tree>
    </Aria>
  )
}
