interface TableHeadProps {
  readonly titles: readonly string[];
  /** Of the last column, for those who hear it. */
  readonly action: string;
}

/** The roles keep a table one for those who hear it, whatever it looks like on a phone. */
export const TableHead = ({ titles, action }: TableHeadProps) => (
  <thead role="rowgroup">
    <tr role="row">
      {[...titles, <span class="unseen">{action}</span>].map((title, index) => (
        <th key={index} role="columnheader" scope="col">
          {title}
        </th>
      ))}
    </tr>
  </thead>
);
