#!/bin/sh
# A folder that a bootable image can be built of: what the initramfs and the kernel image are made of, and little else.
# Usage: boot_root.sh FOLDER TOOLS     TOOLS is the folder that Scripts/setup unpacks packages into
set -eu
root=$1
tools=$2
release=$(ls "$tools/linux-image/lib/modules" 2>/dev/null || ls "$tools/linux-image/usr/lib/modules")
mkdir -p "$root/usr/bin" "$root/usr/sbin" "$root/usr/lib/modules" "$root/usr/lib/systemd/boot/efi" "$root/boot" \
    "$root/var/lib/dpkg" "$root/usr/share/doc/busybox" "$root/etc/apt" "$root/usr/lib/x86_64-linux-gnu"
for folder in bin sbin lib; do ln -s "usr/$folder" "$root/$folder"; done
mkdir -p "$root/usr/lib64" && ln -s usr/lib64 "$root/lib64"
cp /usr/bin/busybox "$root/usr/bin/busybox"
cp "$(command -v dmsetup || echo /usr/sbin/dmsetup)" "$root/usr/sbin/dmsetup"
ldd "$root/usr/sbin/dmsetup" | awk '/=>/{print $3} /^\t\/lib64/{print $1}' | while read -r library; do
    name=${library##*/}
    case $name in ld-linux*) cp -L "$library" "$root/usr/lib64/$name" ;; esac
    cp -L "$library" "$root/usr/lib/x86_64-linux-gnu/$name"
done
# Few of the modules, so that the test is quick; each with what it needs.
from=$(dirname "$(find "$tools/linux-image" -type d -path "*/modules/$release" | head -1)/x")
mkdir -p "$root/usr/lib/modules/$release"
cp "$from"/modules.order "$from"/modules.builtin "$from"/modules.builtin.modinfo "$root/usr/lib/modules/$release/"
take() { # take NAME: the module and what it needs
    find "$from/kernel" -name "$(echo "$1" | sed 's/[-_]/[-_]/g').ko*" | while read -r file; do
        place=$root/usr/lib/modules/$release/${file#"$from/"}
        [ ! -e "$place" ] || continue
        mkdir -p "${place%/*}"
        cp "$file" "$place"
        /sbin/modinfo -F depends "$file" | tr ',' '\n' | while read -r need; do [ -z "$need" ] || take "$need"; done
    done
}
for module in dm-verity squashfs overlay virtio_blk; do take $module; done
cp "$(find "$tools/linux-image/boot" -name 'vmlinuz-*')" "$root/boot/vmlinuz-$release"
cp "$(find "$tools" -name linuxx64.efi.stub | head -1)" "$root/usr/lib/systemd/boot/efi/"
printf 'ID=debian\nVERSION_ID="12"\n' >"$root/usr/lib/os-release"
printf 'Package: busybox\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1:1.35.0-4\nMaintainer: A <a@b.example>\n\n' \
    >"$root/var/lib/dpkg/status"
printf 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\nFiles: *\nLicense: GPL-2\n' \
    >"$root/usr/share/doc/busybox/copyright"
echo 'deb http://a.example b c' >"$root/etc/apt/sources.list"
# A folder as a layer has the times of its files.
find "$root" -exec touch -h -d @1700000000 {} +
