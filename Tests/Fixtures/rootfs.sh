#!/bin/sh
# rootfs.sh base FOLDER    fills a folder with every kind of entry that archives carry (as root)
# rootfs.sh change FOLDER N  changes what is in it, in the Nth way of 1 to 4
set -eu
folder=$2
cd "$folder"

base() {
    mkdir -p dir/inner empty replaced/below 'spaces and \backslash ' usr/share lib64
    cp -a /usr/share/zoneinfo/Europe usr/share/
    printf text >dir/file
    ln dir/file hard
    ln dir/file dir/inner/harder
    printf '#!/bin/sh\n' >setuid && chown 3000000:4000000 setuid && chmod 6755 setuid
    printf net >capable && setfattr -n security.capability -v 0x0100000200040000000000000000000000000000 capable
    setfattr -n user.note -v 'a value' capable
    setfattr -n user.note -v 0x00ff0a dir
    setfattr -n trusted.note -v one empty
    chmod 1777 empty
    : >nothing
    mkfifo pipe
    mknod character c 4095 1048575
    mknod block b 300 70000
    ln -s ../dir/file dir/inner/link
    ln -s /absolute/target absolute
    ln -s nowhere dangling
    # Composed, decomposed, not UTF-8.
    for name in "$(printf 'caf\303\251')" "$(printf 'cafe\314\201')" "$(printf 'x\377\200y')"; do
        printf %s "$name" >"$name"
        ln -s "$name" "link-$name"
    done
    # Longer than the 100 bytes of a header's field, than its 155 of a prefix, and than both.
    n60=$(printf %060d 6)
    n150=$(printf %0150d 15)
    mkdir -p "$n60/$n60" "$n150/$n150/$n150"
    printf long >"$n60/$n60/$n60"
    printf longer >"$n150/$n150/$n150/$n150"
    ln "$n150/$n150/$n150/$n150" longer-hard
    ln -s "$n150/$n150/$n150/$n150" longer-link
    # Holes at the start, in between and at the end; only a hole.
    python3 -B -c '
with open("sparse", "wb") as f:
    f.seek(1 << 20); f.write(b"a" * 5000); f.seek(4 << 20); f.write(b"b"); f.truncate(6 << 20)
open("hole", "wb").truncate(1 << 20)'
    find . -depth -exec touch -h -d @1000 {} +
    touch -d @9000000000 nothing # more than 33 bits
    touch -d @1500000000.5 dir/file
}

change() {
    case $1 in
    1) # whiteouts of a file, a link, a device, a whole folder
        rm -r hard absolute block usr/share/Europe/London empty
        printf new >dir/new
        ;;
    2) # every type becomes another
        rm -r replaced dir/inner/link lib64 && printf file >replaced && mkdir dir/inner/link && ln -s usr lib64
        rm nothing && mkdir nothing && printf inside >nothing/inside
        rm dangling && mknod dangling c 1 3
        ;;
    3) # attributes alone; a hard link to a file of a lower layer
        chmod 700 dir && chown 5:6 capable && chmod 0111 setuid
        setfattr -x user.note dir
        ln longer-hard dir/longest
        ;;
    4) # a folder is removed and made again, empty but for one name
        rm -r usr/share/Europe && mkdir usr/share/Europe && printf again >usr/share/Europe/Paris
        printf changed >dir/file
        ;;
    esac
    # Whole seconds: packers do not agree on how to round.
    find . -depth -newermt @1600000000 ! -name nothing -exec touch -h -d @2000 {} +
}

"$1" ${3+"$3"}
