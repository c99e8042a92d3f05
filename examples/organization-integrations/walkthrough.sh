#!/usr/bin/env bash
# A walk through the service, with the variables that it prints when it starts. Ends with
# an error at the first answer that is not as expected.
set -euo pipefail
: "${API:?}" "${NORTH_ADMIN:?}" "${NORTH_MEMBER:?}" "${SOUTH_ADMIN:?}" # as printed

# ask TOKEN METHOD PATH [BODY]: shows the answer, and leaves it in $status and $answer.
ask() {
    printf '\n%s %s %s\n' "$2" "$3" "${4-}"
    answer=$(curl --silent --show-error --write-out '\n%{http_code}' \
        --request "$2" "$API$3" --header "authorization: Bearer $1" \
        ${4:+--header 'content-type: application/json' --data "$4"})
    status=${answer##*$'\n'} answer=${answer%$'\n'*}
    printf '%s %s\n' "$status" "$answer"
}

# expect STATUS [TEXT]: ends the walk if the last answer was another.
expect() {
    if [ "$status" != "$1" ] || [[ $answer != *"${2-}"* ]]; then
        echo "expected $1 ${2-}" >&2
        exit 1
    fi
}

echo '== North connects xledger. Nobody sees the credentials again.'
ask "$NORTH_ADMIN" POST /integrations '{"integration_type": "xledger", "credentials": "s3cret"}'
expect 201 '"has_credentials":true'
id=$(sed -E 's/^\{"id":"([^"]+)".*/\1/' <<<"$answer")

echo; echo '== A type that is not in the enum is answered with those that are.'
ask "$NORTH_ADMIN" POST /integrations '{"integration_type": "xledgr", "credentials": "s3cret"}'
expect 422 '"known":["xledger",'

echo; echo '== Documents have versions, and no room for a mistake.'
ask "$NORTH_ADMIN" PATCH "/integrations/$id" '{"sync_schedule":
    {"version": 2, "enabled": true, "every": {"daily_at": "06:30"}, "time_zone": "Europe/Oslo"}}'
expect 200 '"daily_at":"06:30"'
ask "$NORTH_ADMIN" PATCH "/integrations/$id" '{"field_mappings":
    {"version": 2, "mappings": [{"from": "customer.name", "to": "name", "transform": "shout"}]}}'
expect 422 'shout'

echo; echo '== Members of North read, and change nothing.'
ask "$NORTH_MEMBER" GET /integrations
expect 200 "$id"
ask "$NORTH_MEMBER" DELETE "/integrations/$id"
expect 403

echo; echo '== For South there is nothing.'
ask "$SOUTH_ADMIN" GET /integrations
expect 200 '[]'
ask "$SOUTH_ADMIN" PUT "/integrations/$id/credentials" '{"credentials": "mine now"}'
expect 404

echo; echo '== Who changes a token is nobody.'
ask "${SOUTH_ADMIN%.*}.${NORTH_ADMIN##*.}" GET /integrations
expect 401

echo; echo '== North rotates the credentials, and disconnects.'
ask "$NORTH_ADMIN" PUT "/integrations/$id/credentials" '{"credentials": "n3w"}'
expect 204
ask "$NORTH_ADMIN" DELETE "/integrations/$id"
expect 204
ask "$NORTH_ADMIN" GET /integrations
expect 200 '[]'

echo; echo 'all as expected'
