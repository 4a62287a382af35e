// The tag list on React Aria: one stop of the Tab key, arrows between the tags, Delete takes one away.
import { Button, Label, Tag, TagGroup, TagList } from 'react-aria-components/TagGroup'
import { Icon } from '../drawings/Icon.tsx'
import type { TagListProps } from '../controls/TagList.tsx'
import { useMessages } from '../messages.tsx'
import { Aria } from './Aria.tsx'
import './tags.css'

export default function Tags({ label, tags, onRemove, empty }: TagListProps) {
  const t = useMessages()
  return (
    <Aria>
      <TagGroup
        className="tags"
        {...(onRemove && { onRemove: (keys) => keys.forEach((key) => onRemove(String(key))) })}
      >
        <Label className="field-label">{label}</Label>
        <TagList className="tags-list" renderEmptyState={() => <span className="soft">{empty}</span>}>
          {tags.map((tag) => (
            <Tag key={tag.key} id={tag.key} textValue={tag.label} className="tag">
              {tag.label}
              {onRemove && (
                <Button slot="remove" className="tag-remove" aria-label={t('kit.remove')}>
                  <Icon name="close" />
                </Button>
              )}
            </Tag>
          ))}
        </TagList>
      </TagGroup>
    </Aria>
  )
}
