import { Injectable } from '@nestjs/common';
import { ConsoleCommand, type ConsoleResult } from '../../contract/index.js';
import { AclTree, type AclNode } from './acl-tree.js';

/** `acl:list` */
@Injectable()
export class AclListCommand extends ConsoleCommand {
  static readonly spec = {
    name: 'acl:list',
    summary: 'Shows the ACL resources that roles can be granted; each includes those below it.',
  };

  constructor(private readonly tree: AclTree) {
    super();
  }

  override async run(): Promise<ConsoleResult> {
    const { root } = this.tree;
    return { text: lines(root, '').join('\n'), json: root };
  }
}

const lines = ({ id, title, children }: AclNode, indent: string): string[] => [
  `${indent}${id}  ${title}`,
  ...children.flatMap((child) => lines(child, `${indent}  `)),
];
