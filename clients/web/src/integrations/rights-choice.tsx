import { useEffect, useState } from 'preact/hooks';
import { Failure } from '../frame/failure-box.js';
import { texts as frame } from '../frame/texts.js';
import { integrations } from './integration-routes.js';
import { treeOf, type Choice, type ResourceNode } from './resource-choice.js';
import { ResourceTree } from './resource-tree.js';
import { texts } from './texts.js';
import { inWords } from './words.js';

interface RightsChoiceProps {
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
  readonly problem: string | undefined;
}

/** The resources of this service, as far as one can give them away. */
export function RightsChoice({ choice, onChoose, problem }: RightsChoiceProps) {
  const [tree, setTree] = useState<readonly ResourceNode[]>();
  const [failure, setFailure] = useState<string>();
  const { rights, rightsHint, rightsNotLoaded } = texts.form;

  async function load(): Promise<void> {
    setFailure(undefined);
    try {
      setTree(treeOf(await integrations.resources()));
    } catch (error) {
      setFailure(inWords(error));
    }
  }

  useEffect(() => void load(), []);

  return (
    <fieldset class="rights" id="rights" tabIndex={-1} aria-describedby="rights-notes">
      <legend>{rights}</legend>
      <div id="rights-notes">
        <p class="hint">{rightsHint}</p>
        {problem && <p class="problem">{problem}</p>}
      </div>
      {failure && (
        <Failure heading={rightsNotLoaded} sentence={failure} onRetry={() => void load()} />
      )}
      {!tree && !failure && (
        <p class="hint" role="status">
          {frame.loading}
        </p>
      )}
      {tree && <ResourceTree nodes={tree} choice={choice} onChoose={onChoose} />}
    </fieldset>
  );
}
