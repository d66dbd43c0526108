import { describeTokenFormat } from '../../../test/contract/describe-token-format.js';
import { BASE } from '../../../test/support/test-app.js';

describeTokenFormat({
  name: 'opaque',
  modules: BASE,
  adminLifetime: 14_400,
  customerLifetime: 3_600,
});
