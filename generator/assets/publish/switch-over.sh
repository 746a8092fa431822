#!/bin/sh
# Send a site that was built to a server and switch over: readers have the old site or the new one, never a mixture.
#
#   sh switch-over.sh site user@server:/var/www/advice     over ssh
#   sh switch-over.sh site /var/www/advice                 on this machine
#   sh switch-over.sh --back user@server:/var/www/advice   to the site before
#
# /var/www/advice/current is a link to the newest folder in /var/www/advice/releases; the one before stays beside it.
set -eu

fail() { echo "switch-over: $*" >&2; exit 1; }

[ $# = 2 ] || { sed -n 's/^# \{0,1\}//; 2,8p' "$0" >&2; exit 2; }
site=$1
case $2 in
    *:*) host=${2%%:*} folder=${2#*:} ;;
    *) host='' folder=$2 ;;
esac
# The name of the folder is read by a second shell, on the server.
case $folder in
    *[!A-Za-z0-9/._-]* | *..*) fail "$folder: use letters, digits, / . _ and - only" ;;
    /?*) ;;
    *) fail "$folder is not the whole path of a folder, such as /var/www/advice" ;;
esac
case $host in -*) fail "$host is no server" ;; esac

# Let the server run what comes in, with the words as $1, $2, ...
there() {
    if [ -n "$host" ]; then ssh "$host" sh -seu -- "$@"; else sh -seu -- "$@"; fi
}

if [ "$site" = --back ]; then
    there "$folder" <<'EOF'
cd "$1"
now=$(basename "$(readlink current)")
before=$(ls releases | grep -vx "$now" | tail -n 1)
[ -n "$before" ] || { echo "switch-over: no other site is in $1/releases" >&2; exit 1; }
ln -sfn "releases/$before" .current.new
mv -T .current.new current
echo "switch-over: current is $before"
EOF
    exit
fi

[ -f "$site/SHA256SUMS" ] || fail "$site is no site: build it first"
(cd "$site" && sha256sum --check --strict --quiet SHA256SUMS) || fail "$site was changed after it was built: build it again"

release=$(date -u +%Y%m%dT%H%M%SZ)
there "$folder" "$release" <<'EOF'
cd "$1" 2>/dev/null || { mkdir -p "$1"; cd "$1"; }
mkdir -p releases
# What somebody broke off a day ago.
find releases -maxdepth 1 -name '.*.part' -mtime +0 -exec rm -rf {} +
mkdir "releases/.$2.part"
EOF
part=$folder/releases/.$release.part

has_rsync() { command -v rsync >/dev/null && { [ -z "$host" ] || ssh "$host" command -v rsync >/dev/null; }; }

# Without times: what is the same as before keeps the day it had, and readers need not fetch it again.
if has_rsync; then
    rsync --recursive --checksum --chmod=D755,F644 --link-dest=../../current/ "$site/" "${host:+$host:}$part/" ||
        fail "the site could not be sent. The old one is still there"
elif [ -n "$host" ]; then
    tar -C "$site" -cf - . | ssh "$host" tar -C "$part" -xmf - || fail "the site could not be sent. The old one is still there"
else
    tar -C "$site" -cf - . | tar -C "$part" -xmf -
fi

there "$folder" "$release" <<'EOF'
cd "$1/releases/.$2.part"
sha256sum --check --strict --quiet SHA256SUMS || { echo "switch-over: what arrived is damaged. The old site is still there" >&2; exit 1; }
cd "$1"
before=$(readlink current || true)
mv "releases/.$2.part" "releases/$2"
ln -sfn "releases/$2" .current.new
# One step of the file system: no reader finds nothing.
mv -T .current.new current
for old in releases/*; do
    [ "$old" = "releases/$2" ] || [ "$old" = "$before" ] || rm -rf "$old"
done
echo "switch-over: current is $2; before: ${before:-nothing}"
EOF
echo "Now let the server read its settings again: systemctl reload nginx, or systemctl reload caddy."
