import { describeTokenFormat } from '../../test/contract/describe-token-format.js';
import { BASE } from '../../test/support/test-app.js';
import { manifest } from './index.js';

describeTokenFormat({
  name: 'paseto',
  modules: BASE,
  manifests: [manifest],
  adminLifetime: 3_600,
  customerLifetime: 3_600,
});
