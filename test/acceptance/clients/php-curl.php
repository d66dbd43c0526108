<?php
// What Magento's own guide and most shop scripts do: ext-curl, JSON, both headers written by hand.

$url = getenv('MAGENTO_URL');
$login = json_encode([
    'username' => getenv('MAGENTO_USERNAME'),
    'password' => getenv('MAGENTO_PASSWORD'),
]);

function call(array $options): string
{
    $curl = curl_init();
    curl_setopt_array($curl, $options + [CURLOPT_RETURNTRANSFER => true, CURLOPT_TIMEOUT => 20]);
    $answer = curl_exec($curl);
    if ($answer === false || curl_getinfo($curl, CURLINFO_RESPONSE_CODE) !== 200) {
        fwrite(STDERR, curl_error($curl) . ' ' . $answer . "\n");
        exit(1);
    }
    curl_close($curl);
    return $answer;
}

$token = json_decode(call([
    CURLOPT_URL => "$url/index.php/rest/V1/integration/admin/token",
    CURLOPT_CUSTOMREQUEST => 'POST',
    CURLOPT_POSTFIELDS => $login,
    CURLOPT_HTTPHEADER => [
        'Content-Type: application/json',
        'Content-Length: ' . strlen($login),
        'Expect: 100-continue',
    ],
]));
$modules = json_decode(call([
    CURLOPT_URL => "$url/rest/V1/modules?searchCriteria[pageSize]=1",
    CURLOPT_CUSTOMREQUEST => 'GET',
    CURLOPT_HTTPHEADER => ['Content-Type: application/json', "Authorization: Bearer $token"],
]));
echo json_encode(['token' => $token, 'answer' => $modules]), "\n";
