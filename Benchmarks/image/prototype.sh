#!/bin/bash
# The shell pipeline that basalt's image build is measured against: the same host files, policy and disk layout, made
# with tar, mksquashfs, veritysetup, objcopy, mtools and sfdisk. Needs root, for it unpacks.
# Usage: prototype.sh WORK STAGE...     stages: fetch tree initramfs root uki disk; `all` is all but fetch
# fetch makes the inputs by mmdebstrap and apt: WORK/rootfs.tar and WORK/debs. The disk is WORK/disk.raw.
# Variables: NAME, VERSION, LEVEL (of zstd) and INITRAMFS_LEVEL, LAYERS (gzip layers to take instead of what fetch made,
# bottom first), CONTAINERS (a folder of docker archives to bake in), ARGUMENTS (more kernel arguments), SOURCE_DATE_EPOCH
set -euo pipefail
image=$(cd "$(dirname "$0")/../../image" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
work=$(realpath "$1")
shift
name=${NAME:-docker-host} version=${VERSION:-0.1.0} level=${LEVEL:-3}
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-1760000000} LC_ALL=C TZ=UTC PATH=$PATH:/usr/sbin:/sbin
umask 022
suite=trixie
packages=systemd,systemd-sysv,systemd-resolved,systemd-timesyncd,systemd-repart,udev,dbus,openssh-server,\
ca-certificates,curl,nvme-cli,iproute2,kmod,procps,e2fsprogs,fdisk,dmsetup,cryptsetup-bin,mount,util-linux,login,passwd,\
bash,coreutils,netbase,tzdata,linux-sysctl-defaults,docker.io,docker-cli,iptables,apparmor
tree=$work/tree unpacked=$work/unpacked
guid() { # guid WORD: stable for one version of one image
    printf '%s %s %s' "$name" "$version" "$1" | sha256sum |
        sed -E 's/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/\1-\2-4\3-8\4-\5/'
}

fetch() {
    mkdir -p "$work/debs" "$work/apt/etc" "$work/apt/state/lists/partial" "$work/apt/cache/archives/partial"
    mmdebstrap --variant=essential --mode=root --aptopt='APT::Install-Recommends "false"' --include="$packages" \
        $suite "$work/rootfs.tar"
    : >"$work/apt/state/status"
    cat >"$work/apt.conf" <<E
Dir "$work/apt"; Dir::Etc "etc"; Dir::State "state"; Dir::State::status "$work/apt/state/status"; Dir::Cache "cache";
APT::Architecture "amd64"; APT::Architectures { "amd64"; }; APT::Sandbox::User "root"; Acquire::Languages "none";
E
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian $suite main" \
        >"$work/apt/etc/sources.list"
    (
        export APT_CONFIG=$work/apt.conf
        cd "$work/debs"
        apt-get -qq update
        kernel=$(apt-cache depends linux-image-cloud-amd64 | awk '/Depends: linux-image-/{print $2}')
        apt-get -qq download "$kernel" systemd-boot-efi ignition busybox-static
    )
}
packages() { # what fetch made
    tar -C "$tree" --numeric-owner --xattrs --xattrs-include='*' -xpf "$work/rootfs.tar"
    for deb in "$work"/debs/*.deb; do
        dpkg-deb -x "$deb" "$unpacked"
    done
    tar -C "$unpacked" -c . | tar -C "$tree" --keep-directory-symlink -x
}
layers() { # LAYERS over each other, and what they hide removed
    local layer folder
    for layer in $LAYERS; do
        tar -C "$tree" --numeric-owner --xattrs --xattrs-include='*' --keep-directory-symlink -xpzf "$layer"
        find "$tree" -name '.wh.*' -printf '%h/%f\n' | while read -r mark; do
            folder=${mark%/*}
            rm -rf "$mark" "${folder:?}/${mark##*/.wh.}"
        done
    done
    mkdir -p "$unpacked/usr/bin" "$unpacked/usr/lib/systemd/boot"
    cp -a "$tree/boot" "$unpacked/"
    cp -a "$tree/usr/bin/busybox" "$unpacked/usr/bin/"
    cp -a "$tree/usr/lib/systemd/boot/efi" "$unpacked/usr/lib/systemd/boot/"
}
tree() { # layers, then host policy
    rm -rf "$tree" "$unpacked"
    mkdir -p "$tree" "$unpacked"
    if [ -n "${LAYERS-}" ]; then layers; else packages; fi
    depmod -b "$tree" "$(ls "$tree/usr/lib/modules")"
    mkdir -p "$work/build"
    cp -a "$tree/usr/sbin/dmsetup" "$work/build/"
    mkdir -p "$tree/usr/share/basalt"
    dpkg-query --admindir="$tree/var/lib/dpkg" -W -f '${Package} ${Version} ${Architecture}\n' | sort \
        >"$tree/usr/share/basalt/packages.txt"
    # What the initramfs takes from the layers, with the libraries that it needs.
    rm -rf "$work/initramfs"
    mkdir -p "$work/initramfs"/{bin,lib/modules,dev,proc,sys,run,lib64}
    chroot "$tree" ldd /usr/sbin/dmsetup | awk '/=>/{print $3} /^\t\/lib64/{print $1}' | while read -r library; do
        mkdir -p "$work/initramfs/${library%/*}"
        cp -L "$tree$library" "$work/initramfs$library"
    done
    python3 -B "$here/policy.py" "$image" "$tree"
    sed -i -e "s/{{ name }}/$name/" -e "s/{{ version }}/$version/" "$tree/usr/lib/os-release"
    if [ -n "${CONTAINERS-}" ]; then
        mkdir -p "$tree/usr/share/basalt/containers"
        cp "$CONTAINERS"/*.tar "$tree/usr/share/basalt/containers/"
    fi
}
initramfs() {
    local kernel target
    kernel=$(ls "$tree/usr/lib/modules")
    target=$work/initramfs
    install -m755 "$unpacked/usr/bin/busybox" "$tree/usr/sbin/dmsetup" "$image/initramfs/udhcpc-script" "$target/bin/"
    install -m755 "$image/initramfs/init" "$target/init"
    : >"$work/loaded"
    for list in modules modules.net; do
        sed 's/#.*//' "$image/initramfs/$list" | while read -r module; do
            [ -z "$module" ] || chroot "$tree" modprobe -S "$kernel" --show-depends "$module" 2>/dev/null || true
        done | awk '/^insmod/{print $2}' | while read -r file; do
            ! grep -qx "$file" "$work/loaded" || continue
            echo "$file" >>"$work/loaded"
            cp "$tree$file" "$target/lib/modules/"
            echo "${file##*/}"
        done >"$target/lib/modules/order${list#modules}"
    done
    find "$target" -print0 | xargs -0 touch -h -d "@$SOURCE_DATE_EPOCH"
    (cd "$target" && find . -print0 | sort -z | cpio --quiet --null -o -H newc --reproducible --owner=0:0) |
        zstd -q "-${INITRAMFS_LEVEL:-19}" -f -T1 -o "$work/initramfs.img"
}
root() {
    rm -f "$work/root.squashfs" "$work/root.verity"
    mksquashfs "$tree" "$work/root.squashfs" -comp zstd -Xcompression-level "$level" -b 131072 -no-progress -noappend \
        -xattrs -quiet >/dev/null
    truncate -s %4096 "$work/root.squashfs"
    salt=$(printf '%s' "$name" | sha256sum | cut -c1-64)
    veritysetup format --salt="$salt" --uuid="$(guid verity)" "$work/root.squashfs" "$work/root.verity" >"$work/verity.txt"
    echo "$(awk '/Data blocks/{print $3}' "$work/verity.txt"):1:$salt:$(awk '/Root hash/{print $3}' "$work/verity.txt")" \
        >"$work/verity.argument"
}
uki() {
    local stub offset arguments=() section file
    printf '%s basalt.root=%s basalt.verity=%s\0' \
        "console=tty0 console=ttyS0,115200n8 panic=30 nvme_core.io_timeout=4294967295 systemd.gpt_auto=no${ARGUMENTS:+ $ARGUMENTS}" \
        "$(guid root)" "$(cat "$work/verity.argument")" >"$work/cmdline"
    stub=$unpacked/usr/lib/systemd/boot/efi/linuxx64.efi.stub
    # After the end of the stub's last section; each section that is added starts on 64 KiB.
    offset=0
    while read -r _ _ size address _; do
        [ $((0x$size + 0x$address)) -le $offset ] || offset=$((0x$size + 0x$address))
    done < <(objdump -h "$stub" | grep -E '^ +[0-9]+ ')
    for section in ".osrel=$tree/usr/lib/os-release" ".cmdline=$work/cmdline" \
        ".linux=$(echo "$unpacked"/boot/vmlinuz-*)" ".initrd=$work/initramfs.img"; do
        offset=$(((offset + 65535) / 65536 * 65536))
        file=${section#*=}
        arguments+=(--add-section "$section" --change-section-vma "${section%%=*}=$(printf 0x%x $offset)")
        offset=$((offset + $(stat -Lc %s "$file")))
    done
    objcopy --enable-deterministic-archives "${arguments[@]}" "$stub" "$work/uki.efi"
    # objcopy writes the time of the build and a checksum over it.
    python3 -B - "$work/uki.efi" "$SOURCE_DATE_EPOCH" <<'E'
import struct, sys
with open(sys.argv[1], "r+b") as file:
    file.seek(0x3C)
    header = struct.unpack("<I", file.read(4))[0]
    for offset, value in ((8, int(sys.argv[2])), (88, 0)):
        file.seek(header + offset)
        file.write(struct.pack("<I", value))
E
}
disk() {
    local esp=64 root hashes target=$work/disk.raw
    rm -f "$work/esp.img" "$target"
    truncate -s ${esp}M "$work/esp.img"
    mkfs.vfat -F 32 -s 1 -i "$(guid fat | cut -c1-8)" -n ESP --invariant "$work/esp.img" >/dev/null
    touch -d "@$SOURCE_DATE_EPOCH" "$work/uki.efi"
    mmd -i "$work/esp.img" ::/EFI ::/EFI/BOOT
    mcopy -m -i "$work/esp.img" "$work/uki.efi" ::/EFI/BOOT/BOOTX64.EFI
    root=$((($(stat -c %s "$work/root.squashfs") + 1048575) / 1048576))
    hashes=$((($(stat -c %s "$work/root.verity") + 1048575) / 1048576))
    truncate -s $((1 + esp + root + hashes + 1))M "$target"
    sfdisk -q "$target" <<E
label: gpt
label-id: $(guid disk)
first-lba: 2048
start=2048, size=$((esp * 2048)), type=C12A7328-F81F-11D2-BA4B-00A0C93EC93B, name=esp, uuid=$(guid esp)
size=$((root * 2048)), type=4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709, name=root, uuid=$(guid root), attrs=GUID:60
size=$((hashes * 2048)), type=2C7357ED-EBD2-46D9-AEC1-23D437EC2BF5, name=root-verity, uuid=$(guid root-verity), attrs=GUID:60
E
    put() { dd if="$1" of="$target" bs=1M seek="$2" conv=notrunc,sparse status=none; }
    put "$work/esp.img" 1
    put "$work/root.squashfs" $((1 + esp))
    put "$work/root.verity" $((1 + esp + root))
    sha256sum "$target"
}
for stage; do
    case $stage in
        all) for each in tree initramfs root uki disk; do $each; done ;;
        fetch | tree | initramfs | root | uki | disk) $stage ;;
        *) echo "no stage $stage" >&2 && exit 64 ;;
    esac
done
