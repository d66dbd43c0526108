import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Failure } from '../frame/failure-box.js';
import { texts as frame } from '../frame/texts.js';
import type { Integration } from './integration.js';
import { IntegrationTable } from './integration-table.js';
import { ManageDialog } from './manage-dialog.js';
import { texts } from './texts.js';
import type { IntegrationListState } from './use-integrations.js';

interface IntegrationsSectionProps {
  readonly state: IntegrationListState;
  readonly say: (what: string) => void;
  readonly onCreate: () => void;
  readonly onEdit: (integration: Integration) => void;
  /** Whether something else was shown before, and had the focus. */
  readonly isReturn: boolean;
}

/** The list, or why there is none. */
export function IntegrationsSection(props: IntegrationsSectionProps) {
  const { state, say, onCreate, onEdit, isReturn } = props;
  const { list, failure, isForbidden, reload } = state;
  const [managed, manage] = useState<Integration>();
  const heading = useRef<HTMLHeadingElement>(null);
  const isDeleted = useRef(false);

  useLayoutEffect(() => {
    if (isReturn) heading.current?.focus();
  }, []);

  // The button that had the focus is gone with what was deleted.
  useEffect(() => {
    if (isDeleted.current && !managed) heading.current?.focus();
    isDeleted.current = false;
  }, [managed]);

  function close(sentence?: string, deleted = false): void {
    isDeleted.current = deleted;
    manage(undefined);
    if (sentence === undefined) return;
    say(sentence);
    void reload();
  }

  const { forbidden, forbiddenBody, empty, emptyBody, notLoaded } = texts.list;
  return (
    <section aria-labelledby="integrations">
      <div class="intro with-action">
        <div class="intro">
          <h1 id="integrations" ref={heading} tabIndex={-1}>
            {texts.heading}
          </h1>
          <p>{texts.lead}</p>
        </div>
        {list && (
          <button type="button" class="button primary" onClick={onCreate}>
            {texts.create}
          </button>
        )}
      </div>
      {isForbidden && <Plain heading={forbidden} body={forbiddenBody} />}
      {failure && <Failure heading={notLoaded} sentence={failure} onRetry={() => void reload()} />}
      {!list && !failure && !isForbidden && <Skeleton />}
      {list?.length === 0 && <Plain heading={empty} body={emptyBody} />}
      {list && list.length > 0 && (
        <div class="card flush">
          <IntegrationTable list={list} onManage={manage} />
        </div>
      )}
      {managed && (
        <ManageDialog integration={managed} onEdit={() => onEdit(managed)} onClose={close} />
      )}
    </section>
  );
}

const Plain = ({ heading, body }: { heading: string; body: string }) => (
  <div class="card nothing">
    <h2>{heading}</h2>
    <p>{body}</p>
  </div>
);

const Skeleton = () => (
  <div class="card flush" role="status">
    <span class="unseen">{frame.loading}</span>
    {[0, 1, 2].map((row) => (
      <div key={row} class="skeleton bare" aria-hidden="true">
        <i />
        <i />
      </div>
    ))}
  </div>
);
