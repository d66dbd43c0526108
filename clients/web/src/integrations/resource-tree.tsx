import { isPartly, toggled, type Choice, type ResourceNode } from './resource-choice.js';
import { texts } from './texts.js';

interface ResourceTreeProps {
  readonly nodes: readonly ResourceNode[];
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
  /** Whether one above is ticked. */
  readonly isIncluded?: boolean;
}

/** Resources to tick. One that is ticked includes those below it, and what is not one's own cannot be. */
export const ResourceTree = ({
  nodes,
  choice,
  onChoose,
  isIncluded = false,
}: ResourceTreeProps) => (
  <ul class="tree">
    {nodes.map((node) => {
      const [module, resource] = node.id.split('::');
      const isChosen = choice.has(node.id);
      const isOn = isIncluded || isChosen;
      const note = isIncluded ? texts.form.included : !node.grantable && texts.form.notYours;
      return (
        <li key={node.id}>
          <label>
            <input
              type="checkbox"
              checked={isOn}
              indeterminate={!isOn && isPartly(node, choice)}
              disabled={isIncluded || !node.grantable}
              onChange={() => onChoose(toggled(node, choice))}
            />
            <span>
              {node.title}
              {note && <span class="aside"> {note}</span>}
              <span class="id">
                {module}::
                <wbr />
                {resource}
              </span>
            </span>
          </label>
          {node.children.length > 0 && (
            <ResourceTree
              nodes={node.children}
              choice={choice}
              onChoose={onChoose}
              isIncluded={isOn}
            />
          )}
        </li>
      );
    })}
  </ul>
);
