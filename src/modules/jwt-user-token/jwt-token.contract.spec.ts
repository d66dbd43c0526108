import { describeTokenFormat } from '../../../test/contract/describe-token-format.js';
import { WITH_JWT } from '../../../test/support/test-app.js';

describeTokenFormat({
  name: 'jwt',
  modules: WITH_JWT,
  adminLifetime: 3_600,
  customerLifetime: 3_600,
});
