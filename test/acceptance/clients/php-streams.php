<?php
// The other way in PHP, without ext-curl: no User-Agent, no Accept.

$url = getenv('MAGENTO_URL');
$login = json_encode([
    'username' => getenv('MAGENTO_USERNAME'),
    'password' => getenv('MAGENTO_PASSWORD'),
]);

function context(string $method, string $headers, string $content = ''): mixed
{
    $http = ['method' => $method, 'header' => $headers, 'content' => $content, 'timeout' => 20];
    return stream_context_create(['http' => $http]);
}

$token = json_decode(file_get_contents(
    "$url/rest/V1/integration/admin/token",
    false,
    context('POST', "Content-Type: application/json\r\n", $login),
));
$modules = json_decode(file_get_contents(
    "$url/rest/V1/modules",
    false,
    context('GET', "Authorization: Bearer $token\r\n"),
));
echo json_encode(['token' => $token, 'answer' => $modules]), "\n";
