<?php
// PHP's OAuth extension: parameters in the header, HMAC-SHA256.

$url = getenv('MAGENTO_URL');
$keys = json_decode(getenv('OAUTH_KEYS'), true);
$shop = new OAuth(
    $keys['consumerKey'],
    $keys['consumerSecret'],
    OAUTH_SIG_METHOD_HMACSHA256,
    OAUTH_AUTH_TYPE_AUTHORIZATION
);
$shop->setToken($keys['accessToken'], $keys['accessTokenSecret']);

function outcome(OAuth $shop, string $address, $fields = [], string $method = 'GET', array $headers = []): array
{
    try {
        $shop->fetch($address, $fields, $method, $headers);
    } catch (OAuthException $refused) {
        // What came is looked at below.
    }
    $data = json_decode($shop->getLastResponse(), true);
    return [$shop->getLastResponseInfo()['http_code'], $data['message'] ?? $data];
}

/** A search with filter groups of these numbers. */
function criteria(int $first, int $last): array
{
    $fields = [];
    for ($index = $first; $index <= $last; $index++) {
        $fields["searchCriteria[filter_groups][$index][filters][0][field]"] = 'name';
        $fields["searchCriteria[filter_groups][$index][filters][0][value]"] = "a b+$index/ü";
    }
    return $fields;
}

$json = ['Content-Type' => 'application/json'];
$modules = "$url/rest/V1/modules";
$integrations = "$url/rest/V1/integrations";
echo json_encode(['answer' => [
    'plain' => outcome($shop, $modules),
    'brackets' => outcome($shop, "$modules?searchCriteria[pageSize]=2"),
    'encoded' => outcome($shop, "$modules?searchCriteria%5BpageSize%5D=2&b=x%20y"),
    'from 0 to 9' => outcome($shop, $modules, criteria(0, 9)),
    'from 0 to 11' => outcome($shop, $modules, criteria(0, 11)),
    'from 10 to 21' => outcome($shop, $modules, criteria(10, 21)),
    'from 10 to 21 in the address' => outcome($shop, "$modules?" . http_build_query(criteria(10, 21))),
    'json' => outcome($shop, $integrations, '{"integration":{"name":"u"}}', 'POST', $json),
    'form' => outcome($shop, $integrations, ['a' => 'x y', 'b' => '*'], 'POST'),
]]), "\n";
