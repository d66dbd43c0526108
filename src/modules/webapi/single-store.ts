import { Injectable } from '@nestjs/common';
import { StoreDirectory, type StoreView } from '../../contract/index.js';

const DEFAULT: StoreView = { id: 1, code: 'default', websiteId: 1 };
const ALL: StoreView = { id: 0, code: 'all', websiteId: 0 };

/** The one shop front there is where no module brings others. */
@Injectable()
export class SingleStore extends StoreDirectory {
  override defaultStore(): StoreView {
    return DEFAULT;
  }

  override find(code: string): StoreView | undefined {
    return [DEFAULT, ALL].find((view) => view.code === code);
  }
}
