"""What requests-oauthlib makes of a shop: signed requests in every form that it knows."""

import json
import os

from requests_oauthlib import OAuth1Session

URL = os.environ["MAGENTO_URL"]
KEYS = json.loads(os.environ["OAUTH_KEYS"])
CREDENTIALS = {
    "client_key": KEYS["consumerKey"],
    "client_secret": KEYS["consumerSecret"],
    "resource_owner_key": KEYS["accessToken"],
    "resource_owner_secret": KEYS["accessTokenSecret"],
    "signature_method": "HMAC-SHA256",
}


def outcome(answer):
    data = answer.json()
    return [answer.status_code, data["message"] if isinstance(data, dict) else data]


shop = OAuth1Session(**CREDENTIALS)
modules = URL + "/rest/V1/modules"
groups = {}
for index in range(12):
    of = "searchCriteria[filter_groups][%d][filters][0]" % index
    groups[of + "[field]"] = "name"
    groups[of + "[value]"] = "a b+%d/ü*'()!~" % index
body = {"integration": {"name": "ü"}}
with_realm = OAuth1Session(realm="https://shop.example/", **CREDENTIALS)
# Signs the body by its hash.
with_hash = OAuth1Session(force_include_body=True, **CREDENTIALS)

answers = {
    "plain": outcome(shop.get(modules)),
    "brackets": outcome(shop.get(modules + "?searchCriteria[pageSize]=2&b=x%20y")),
    "encoded": outcome(shop.get(modules + "?searchCriteria%5BpageSize%5D=2&b=x+y")),
    "groups": outcome(shop.get(modules, params=groups)),
    "realm": outcome(with_realm.get(modules)),
    "json": outcome(shop.post(URL + "/rest/V1/integrations", json=body)),
    "hashed": outcome(with_hash.post(URL + "/rest/V1/integrations", json=body)),
    "form": outcome(shop.post(URL + "/rest/V1/integrations", data={"a": "x y", "b": "*ü"})),
}
print(json.dumps({"answer": answers}))
