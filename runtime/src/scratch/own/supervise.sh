# Runs a server until our input ends. Its other end is held by the process that
# wants the server, so it ends with that process, even with one that is killed.
#
# $1: the folder of the server's binaries
# $2: the folder for all of the server's files, which is removed at the end
#
PATH=$PATH:/usr/bin:/bin
exec 3<&0 </dev/null

(
    exec 3<&-
    "$1/initdb" --pgdata "$2/data" --username postgres --auth trust \
        --encoding UTF8 --locale C --no-sync || exit
    # The socket's folder, $2, is given as the data folder sees it: some characters
    # in a longer path would mean something there.
    exec "$1/postgres" -D "$2/data" -k .. -p 5432 -c listen_addresses= \
        -c fsync=off -c synchronous_commit=off -c full_page_writes=off
) &
server=$!

(
    read -r end <&3
    # A signal is lost on what does not listen yet, so there may have to be more.
    tries=0
    while [ "$tries" -lt 60 ]; do
        kill -QUIT "$server" || exit
        sleep 1
        tries=$((tries + 1))
    done
    # Something hangs. All of us go, and most of the files.
    rm -rf "$2"
    kill -KILL 0
) 2>/dev/null &
watcher=$!
exec 3<&-

wait "$server"
status=$?
kill "$watcher" 2>/dev/null
rm -rf "$2"
exit "$status"
