export { StoreModule } from './store.module.js';
export { Stores, type Website } from './stores.js';
