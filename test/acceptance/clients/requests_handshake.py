"""The handshake as requests-oauthlib drives it, with what was posted to an integration's endpoint."""

import json
import os

from requests_oauthlib import OAuth1Session

URL = os.environ["MAGENTO_URL"]
POSTED = json.loads(os.environ["OAUTH_KEYS"])

session = OAuth1Session(
    POSTED["oauth_consumer_key"],
    client_secret=POSTED["oauth_consumer_secret"],
    signature_method="HMAC-SHA256",
)
session.fetch_request_token(URL + "/oauth/token/request")
session.fetch_access_token(URL + "/oauth/token/access", verifier=POSTED["oauth_verifier"])
answer = session.get(URL + "/rest/V1/modules")
print(json.dumps({"answer": [answer.status_code, answer.json()]}))
