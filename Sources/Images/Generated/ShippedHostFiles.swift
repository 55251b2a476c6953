// Made by Scripts/embed from image/. Do not edit.

/// What lies inside every image, sorted by path.
enum ShippedHostFiles {
    struct File: Sendable {
        let path: String
        let isProgram: Bool
        let text: String
    }

    static let initramfs: [File] = [
        File(
            path: "init", isProgram: true,
            text: ###"""
                #!/bin/busybox sh
                # The whole initramfs: verity root, /etc overlay, /var, Ignition, systemd. What is heavy runs by chroot from the
                # verified root, so that only busybox, dmsetup and a few kernel modules travel in the initramfs.
                # The kernel arguments and the decisions behind this script are in image/README.md.
                # shellcheck disable=SC2013,SC2044 # words are what is wanted; names in /sys hold no blanks
                /bin/busybox --install -s /bin
                export PATH=/bin
                set -f # words of the kernel command line are not patterns
                mount -t proc -o nosuid,nodev,noexec proc /proc
                mount -t sysfs -o nosuid,nodev,noexec sysfs /sys
                mount -t devtmpfs -o nosuid,mode=0755 devtmpfs /dev
                mount -t tmpfs -o nosuid,nodev,mode=0755 tmpfs /run
                mkdir -m 0755 /run/basalt
                exec </dev/console >/dev/console 2>&1

                root=/sysroot
                state=$root/var/lib/basalt
                log=/run/basalt/ignition.log
                stage_log=/run/basalt/ignition.stage # what Ignition said last
                config=/run/ignition.json # where Ignition keeps what it fetched, for its later stages

                say() {
                    read -r uptime _ </proc/uptime
                    echo "basalt: $uptime $*"
                }
                milestone() { # the report and the console tell the same times
                    read -r uptime _ </proc/uptime
                    echo "basalt: $uptime $1"
                    echo "$uptime $1" >>/run/basalt/milestones
                }
                loud() { # what an operator must see; basalt-milestones.service says it again in the journal
                    say "WARNING: $*"
                    echo "$*" >>/run/basalt/notices
                }

                # A machine that fails here ends as panic= says, for nobody sits at its console: restart after that many seconds, at
                # once when negative. 0 would leave it hanging for ever; it is switched off instead.
                fail() {
                    say "FAILED: $*"
                    echo '--- last lines of the kernel:'
                    dmesg | tail -n 20
                    if [ -n "$shell" ]; then
                        say 'a shell, since basalt.shell is given; leave it to go on with the restart'
                        setsid cttyhack sh
                    fi
                    sync
                    delay=$(cat /proc/sys/kernel/panic) # `read` would take one digit: such a file is told only once
                    if [ "$delay" -eq 0 ]; then
                        say "powering off in 30 s: $*"
                        sleep 30
                        poweroff -f
                    fi
                    say "restarting in $delay s: $*"
                    [ "$delay" -lt 0 ] || sleep "$delay"
                    reboot -f
                    sleep 60
                }

                in_root() { chroot $root /usr/bin/env -i PATH=/usr/sbin:/usr/bin HOME=/ SYSTEMD_COLORS=0 "$@"; }

                argument() { # argument NAME: its last value
                    value=
                    for word in $(cat /proc/cmdline); do
                        case $word in "$1"=*) value=${word#*=} ;; esac
                    done
                    echo "$value"
                }

                load() { # load LIST: the modules in the order in which they need each other
                    while read -r module; do
                        insmod "/lib/modules/$module" 2>/run/basalt/insmod || say "no module $module: $(cat /run/basalt/insmod)"
                    done <"/lib/modules/$1"
                }

                # --- The root: found by the GUID of its partition, for a volume of another image that is attached has a partition of
                # the same name. The kernel tells names but no GUIDs, so these are read from the table itself.
                guid() { # guid DISK NUMBER: the unique GUID of a partition, as GPT spells it
                    read -r size <"/sys/class/block/$1/queue/logical_block_size"
                    # The entries start in the third block, 128 bytes each; the first three fields of a GUID are little-endian.
                    # shellcheck disable=SC2046 # 16 words, one per byte
                    set -- $(hexdump -v -s $((2 * size + 128 * ($2 - 1) + 16)) -n 16 -e '16/1 "%02x "' "/dev/$1")
                    echo "$4$3$2$1-$6$5-$8$7-$9${10}-${11}${12}${13}${14}${15}${16}"
                }
                partition() { # partition DISK NAME: the device of the partition of this name
                    for entry in $(find "/sys/class/block/$1/" -maxdepth 2 -name uevent); do
                        if grep -qx "PARTNAME=$2" "$entry"; then
                            entry=${entry%/uevent}
                            echo "/dev/${entry##*/}"
                            return
                        fi
                    done
                    return 1
                }
                find_disk() { # the disk that holds the partition basalt.root; the first on the bus when several are copies
                    found=
                    for entry in $(find /sys/class/block/ -maxdepth 1 -type l -exec readlink -f {} \; | sort); do
                        [ -e "$entry/partition" ] || continue
                        grep -qx PARTNAME=root "$entry/uevent" || continue
                        read -r number <"$entry/partition"
                        holder=${entry%/*}
                        holder=${holder##*/}
                        [ "$(guid "$holder" "$number")" = "$wanted" ] || continue
                        [ -z "$found" ] || loud "$holder holds a copy of this image's root as well; using $found"
                        found=${found:-$holder}
                    done
                    [ -n "$found" ]
                }
                open_root() {
                    wanted=$(argument basalt.root | tr A-F a-f)
                    IFS=: read -r blocks first salt digest <<E
                $(argument basalt.verity)
                E
                    case $wanted,$digest in ,* | *,) fail 'the kernel command line lacks basalt.root= or basalt.verity=' ;; esac
                    tries=0
                    until find_disk; do # disks appear while this runs
                        tries=$((tries + 1))
                        [ $tries -le 600 ] || fail "no partition root with the GUID $wanted"
                        usleep 100000
                    done
                    disk=$found
                    data=$(partition "$disk" root)
                    hashes=$(partition "$disk" root-verity) || fail "$disk holds no partition root-verity"
                    # The machine stops at the first block that is not what was built: no attacker and no bad disk gets an answer.
                    DM_DISABLE_UDEV=1 dmsetup create root --readonly --table "0 $((blocks * 8)) verity 1 $data $hashes 4096 4096 \
                $blocks $first sha256 $digest $salt 1 panic_on_corruption" || fail "the verity table of $data was refused"
                    mkdir -p $root
                    mount -t squashfs -o ro /dev/mapper/root $root || fail "the root in $data cannot be mounted"
                }

                # `basalt test --trace`: the kernel notes each page of the root that enters memory; /usr/lib/basalt/trace reads it.
                trace_reads() {
                    tracing=/sys/kernel/tracing
                    mount -t tracefs -o nosuid,nodev,noexec tracefs $tracing || return
                    IFS=: read -r major minor <<E
                $(dmsetup info -c --noheadings --separator : -o major,minor root)
                E
                    echo 16384 >$tracing/buffer_size_kb # for each processor; a boot reads some 30,000 pages
                    event=$tracing/events/filemap/mm_filemap_add_to_page_cache
                    echo "s_dev == $((major << 20 | minor))" >$event/filter
                    echo 1 >$event/enable
                }

                # --- /etc starts from the image at every boot: its changes live in memory, out of reach of everything else.
                overlay_etc() {
                    mkdir /run/basalt/etc
                    mount -t tmpfs -o mode=0755,size=64M tmpfs /run/basalt/etc
                    mkdir /run/basalt/etc/upper /run/basalt/etc/work
                    mount -t overlay -o lowerdir=$root/etc,upperdir=/run/basalt/etc/upper,workdir=/run/basalt/etc/work overlay \
                        $root/etc || fail 'the overlay of /etc cannot be mounted'
                    umount -l /run/basalt/etc
                    rmdir /run/basalt/etc
                }

                # --- /var: the partition `state`, made on the first boot and grown with its disk.
                mount_var() {
                    in_root systemd-repart --dry-run=no --pretty=no --definitions=/usr/lib/repart.d "/dev/$disk" \
                        >/run/basalt/repart.log 2>&1 || {
                        cat /run/basalt/repart.log
                        say 'systemd-repart changed nothing'
                    }
                    # A partition just made has no name in sysfs: blkid reads the table.
                    device=$(partition "$disk" state) ||
                        device=$(in_root blkid -t PARTLABEL=state -o device | grep -x "/dev/${disk}p\?[0-9]*")
                    if [ -b "$device" ]; then
                        in_root e2fsck -p "$device" >/run/basalt/fsck.log 2>&1
                        if [ $? -ge 4 ]; then # 1 and 2: mended
                            cat /run/basalt/fsck.log
                            fail "the file system of /var on $device is damaged: replace this machine"
                        fi
                        # Not nosuid or nodev: the volumes of containers would inherit them.
                        mount -t ext4 -o noatime "$device" $root/var || fail "/var on $device cannot be mounted"
                        in_root resize2fs "$device" >/run/basalt/resize.log 2>&1 || loud "/var does not grow: $(cat /run/basalt/resize.log)"
                    else
                        loud "no room for a state partition on $disk: /var is in memory and is lost at the next boot"
                        mount -t tmpfs -o mode=0755,size=75% tmpfs $root/var
                    fi
                }
                seed_var() { # the mark comes last and after a sync: a copy that was interrupted is made again
                    if [ ! -e "$state/seeded" ]; then
                        in_root cp -a /usr/share/factory/var/. /var/ || fail '/var cannot be filled from the image'
                        mkdir -p "$state"
                        sync
                        : >"$state/seeded"
                    fi
                }
                identify() { # the journal and DHCP know the machine by this: it stays the same over boots
                    if ! grep -qsx '[0-9a-f]\{32\}' "$state/machine-id"; then
                        # Not from urandom: machines of one image that start at once must not draw the same number.
                        hexdump -v -n 16 -e '16/1 "%02x" "\n"' /dev/random >"$state/machine-id.new"
                        sync
                        mv "$state/machine-id.new" "$state/machine-id"
                    fi
                    cp "$state/machine-id" $root/etc/machine-id
                }

                # --- The network, only while Ignition needs it.
                interfaces() { find /sys/class/net/ -maxdepth 1 -type l -exec test -e {}/device \; -print | sed 's,.*/,,' | sort; }
                network_up() { # true when one interface has a lease
                    ip link set lo up
                    for interface in $(interfaces); do
                        ip link set "$interface" up
                        udhcpc -i "$interface" -n -q -t 5 -T 2 -s /bin/udhcpc-script >>$log 2>&1 && return
                    done
                    return 1
                }
                network_down() { # udev renames only interfaces that are down, and networkd starts from nothing
                    for interface in $(interfaces) lo; do
                        ip addr flush dev "$interface"
                        ip link set "$interface" down
                    done
                    rm -f /run/systemd/resolve/stub-resolv.conf
                }

                # --- Ignition, on every boot.
                find_platform() {
                    platform=$(argument ignition.platform.id)
                    [ -z "$platform" ] || return
                    case $(cat /sys/class/dmi/id/sys_vendor 2>/dev/null) in
                        'Amazon EC2') platform=aws ;;
                        QEMU) platform=qemu ;;
                        *) platform=metal ;; # configured by ignition.config.url=, or not at all
                    esac
                }
                ignition() { # ignition SECONDS STAGE: 143 or 137 when it took longer
                    status=0
                    timeout -k 5 "$1" chroot $root /usr/bin/env -i PATH=/usr/lib/ignition/bin:/usr/sbin:/usr/bin HOME=/ \
                        /usr/lib/dracut/modules.d/30ignition/ignition --root=/ --platform="$platform" --stage="$2" \
                        --fetch-timeout=60s --log-to-stdout >$stage_log 2>&1 || status=$?
                    cat $stage_log >>$log
                    return $status
                }
                silent() { # silent STATUS: whether a fetch ended in silence, which may pass, and not in a wrong answer
                    case $1 in 143 | 137) return 0 ;; esac
                    grep -q -e 'unable to fetch resource in time' -e 'network is unreachable' $stage_log
                }
                try_fetch() { # try_fetch SECONDS: false when nobody answered
                    network_up || return
                    ignition "$1" fetch && return
                    silent $? || fail_ignition fetch
                    return 1
                }
                fetch() { # a first boot waits for ever: a machine without its configuration must not come up half configured
                    until try_fetch 60; do # Ignition itself never gives up on the metadata service
                        say 'the metadata service or the network is silent, and no earlier configuration is kept: trying again'
                        sleep 5
                    done
                }
                fetch_again() { # a later boot goes on with what worked before: the network's trouble need not become the host's
                    end=$(($(cut -d. -f1 /proc/uptime) + 120))
                    left=120
                    until try_fetch $left; do
                        sleep 2
                        left=$((end - $(cut -d. -f1 /proc/uptime)))
                        if [ $left -le 5 ]; then
                            loud 'the metadata service is silent: using the last configuration that worked'
                            cp "$state/ignition.json" $config
                            source=last
                            platform=metal # as `aws` every later stage would wait for the metadata service again
                            return
                        fi
                    done
                }
                fail_ignition() {
                    # Only the words of Ignition itself: the configuration, which it may print as well, stays off the console.
                    grep -E '^(CRITICAL|ERROR|WARNING)' $stage_log | tail -n 10
                    fail "Ignition's stage $1 ended with an error"
                }
                # Ignition does not touch a file that exists, and ends, unless its entry says `overwrite`. For a file in /var that means
                # "only once": from the second boot on, such an entry is sent into memory. Ignition writes its keys in a fixed order.
                keep_existing() {
                    grep -o '\("overwrite":true,\)\?"path":"/\(var\|home\|root\|srv\|opt\|mnt\)/[^"\\]*"' $config |
                        sed -n 's/^"path":"\(.*\)"$/\1/p' | while read -r path; do
                        if [ ! -d "$root$path" ] && { [ -e "$root$path" ] || [ -L "$root$path" ]; }; then
                            pattern=$(echo "$path" | sed 's/[]*^$|.[]/\\&/g')
                            sed -i "s|\"path\":\"$pattern\"|\"path\":\"/run/basalt/kept$(echo "$path" | sed 's/[&|]/\\&/g')\"|" $config
                        fi
                    done
                }
                configure() {
                    find_platform
                    found_platform=$platform
                    (umask 077 && : >$log && : >$stage_log) # after an error Ignition prints the whole configuration
                    source=fetched
                    ignition 300 fetch-offline || fail_ignition fetch-offline
                    if [ -e /run/ignition/neednet ] && [ ! -s $config ]; then
                        load order.net
                        online=yes
                        if [ -s "$state/ignition.json" ]; then fetch_again; else fetch; fi
                    fi
                    (umask 077 && cp $config /run/basalt/ignition.json)
                    [ ! -s "$state/ignition.json" ] || keep_existing
                    for stage in disks mount files; do
                        ignition 900 $stage || fail_ignition "$stage"
                    done
                    rm -rf /run/basalt/kept
                    [ -z "$online" ] || network_down
                    echo "$source $found_platform" >/run/basalt/ignition
                    if [ $source = fetched ] && ! cmp -s /run/basalt/ignition.json "$state/ignition.json"; then
                        (umask 077 && cp /run/basalt/ignition.json "$state/ignition.json.new")
                        sync
                        mv "$state/ignition.json.new" "$state/ignition.json"
                    fi
                    # Ignition enables units by presets, which systemd itself applies only where there is no machine-id yet.
                    in_root systemctl -q preset-all --preset-mode=enable-only >/run/basalt/presets.log 2>&1 ||
                        loud "some units are not enabled: $(tail -n 3 /run/basalt/presets.log)"
                }

                shell=
                for word in $(cat /proc/cmdline); do [ "$word" != basalt.shell ] || shell=yes; done
                milestone initramfs
                load order
                open_root
                milestone root
                for name in dev proc sys run; do mount --bind /$name $root/$name; done
                mount -t tmpfs -o nosuid,nodev,mode=1777 tmpfs $root/tmp
                [ ! -e /sys/firmware/qemu_fw_cfg/by_name/opt/org.basalt/trace ] || trace_reads
                overlay_etc
                mount_var
                seed_var
                identify
                milestone state
                configure
                milestone ignition
                milestone switch-root
                for name in dev proc sys run; do umount -l /$name; done
                exec switch_root $root /sbin/init

                """###),
        File(
            path: "modules", isProgram: false,
            text: ###"""
                # Kernel modules of the initramfs and what they depend on. One that the kernel has built in, or that does not exist on
                # an architecture, is left out; the builder writes the rest in load order to /lib/modules/order.
                loop            # systemd-repart formats a new partition through it
                nvme            # EBS on Nitro
                virtio_pci      # QEMU
                virtio_blk
                virtio_scsi
                sd_mod
                qemu_fw_cfg     # QEMU's user data
                dm-verity
                sha256-ssse3    # x86-64
                sha2-ce         # arm64
                squashfs
                overlay
                ext4
                crc32c-intel    # ext4 takes the fastest one that is there

                """###),
        File(
            path: "modules.net", isProgram: false,
            text: ###"""
                # As `modules`, but written to /lib/modules/order.net, which is loaded only when Ignition asks for the network.
                ena             # EC2
                virtio_net      # QEMU

                """###),
        File(
            path: "udhcpc-script", isProgram: true,
            text: ###"""
                #!/bin/busybox sh
                # Applies what udhcpc learned to the interface, for as long as Ignition fetches. The root's /etc/resolv.conf is a link
                # to the file that is written here; systemd-resolved writes its own later.
                PATH=/bin
                # shellcheck disable=SC2154 # udhcpc passes its findings in the environment
                case $1 in
                    deconfig) ip addr flush dev "$interface" ;;
                    bound | renew)
                        ip addr add "$ip/${mask:-24}" dev "$interface"
                        for gateway in $router; do
                            # onlink: some clouds lease an address without a network that would hold the gateway
                            ip route add default via "$gateway" dev "$interface" onlink && break
                        done
                        mkdir -p /run/systemd/resolve
                        for server in $dns; do echo "nameserver $server"; done >/run/systemd/resolve/stub-resolv.conf
                        ;;
                esac

                """###),
    ]

    static let root: [File] = [
        File(
            path: "etc/docker/daemon.json", isProgram: false,
            text: ###"""
                {"log-driver": "local", "log-opts": {"max-file": "5", "max-size": "10m"}}

                """###),
        File(
            path: "etc/selinux/config", isProgram: false,
            text: ###"""
                # Debian's Ignition relabels what it writes, and ends unless a policy is named here and a setfiles is found: see
                # /usr/lib/ignition/bin/setfiles, which does nothing.
                SELINUX=disabled
                SELINUXTYPE=none

                """###),
        File(
            path: "etc/ssh/sshd_config.d/90-basalt-image.conf", isProgram: false,
            text: ###"""
                # sshd keeps the first value that it reads: a profile's file of a lower number wins.
                HostKey /var/lib/ssh/ssh_host_ed25519_key
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                PermitRootLogin prohibit-password
                # Ignition writes keys to the second file.
                AuthorizedKeysFile .ssh/authorized_keys .ssh/authorized_keys.d/ignition

                """###),
        File(
            path: "usr/lib/basalt/load-images", isProgram: true,
            text: ###"""
                #!/bin/sh
                # Loads each archive in /usr/share/basalt/containers that the engine does not hold yet. The engine is asked, and no mark
                # kept: its data may lie on a volume that came from another host, or is blank.
                set -eu
                failed=0
                for archive in /usr/share/basalt/containers/*.tar; do
                    [ -e "$archive" ] || continue
                    manifest=$(tar --occurrence=1 -xOf "$archive" manifest.json)
                    # "Config":"blobs/sha256/HEX" or "Config":"HEX.json": the digest of the configuration is the image's ID.
                    id=$(echo "$manifest" | grep -o '"Config": *"[^"]*"' | grep -o '[0-9a-f]\{64\}' | head -n 1)
                    name=$(echo "$manifest" | sed -n 's/.*"RepoTags": *\["\([^"]*\)".*/\1/p')
                    # By its name, for that is what containers ask for: the engine may hold the image, or another one, under it.
                    if [ "$id" ] && [ "$(docker image inspect --format '{{.Id}}' "${name:-$id}" 2>/dev/null)" = "sha256:$id" ]; then
                        echo "the engine holds ${name:-$id}"
                    else
                        docker load --quiet --input "$archive" || failed=1
                    fi
                done
                exit $failed

                """###),
        File(
            path: "usr/lib/basalt/milestones", isProgram: true,
            text: ###"""
                #!/bin/sh
                # Adds the units' times to those of the initramfs, and repeats its warnings where the journal keeps them.
                # A line is `<seconds since the kernel started> <milestone>`, on the console after `basalt: `.
                set -eu
                file=/run/basalt/milestones
                # One call for all: each takes a while on a host that is busy starting.
                systemctl show --property=Id,ActiveEnterTimestampMonotonic systemd-journald.service network-online.target ssh.service \
                    docker.service basalt-swarm.service multi-user.target | while IFS='=' read -r key value; do
                    case $key in
                        Id) name=$value ;;
                        ActiveEnterTimestampMonotonic)
                            case $name in systemd-journald.service) name=systemd ;; *) name=${name%.*} ;; esac
                            [ "${value:-0}" = 0 ] || printf '%d.%02d %s\n' $((value / 1000000)) $((value / 10000 % 100)) "$name"
                            ;;
                    esac
                done | sort -n | while read -r line; do
                    echo "$line" >>$file
                    echo "basalt: $line" | tee /dev/console
                done
                [ ! -e /run/basalt/notices ] || sed 's/^/basalt: WARNING: /' /run/basalt/notices | tee /dev/console

                """###),
        File(
            path: "usr/lib/basalt/report", isProgram: true,
            text: ###"""
                #!/bin/bash
                # Tells `basalt test` what this host is: JSON lines on the virtio-serial port org.basalt.report, or on the console after
                # `basalt-report: ` when there is no such port. QEMU says by fw_cfg what is wanted:
                #   opt/org.basalt/test    makes this run; `poweroff` switches the machine off afterwards
                #   opt/org.basalt/tests   the profile's own tests: [{"name": ..., "run": ..., "expect": ...}]
                #   opt/org.basalt/trace   also lists the files that the boot read, and is what makes the initramfs trace them
                # Lines, by "type": begin, trace, fact, milestone, check, test, end. No JSON tool is needed, for no image has one.
                set -uo pipefail
                export LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin
                asked=/sys/firmware/qemu_fw_cfg/by_name/opt/org.basalt

                port=/dev/virtio-ports/org.basalt.report
                if [[ -e $port ]]; then
                    exec 3>$port
                    prefix=
                else
                    exec 3>/dev/console
                    prefix='basalt-report: '
                fi

                # Without a process of its own for each line: under emulation each would take a tenth of a second.
                quoted() { # quoted TEXT: sets json to it as a JSON string, of at most its last 4,000 characters
                    local text=$1
                    ((${#text} <= 4000)) || text=${text: -4000}
                    [[ $text != *[![:ascii:]]* ]] || text=$(printf %s "$text" | iconv -c -f UTF-8 -t UTF-8)
                    text=${text//\\/\\\\}
                    text=${text//\"/\\\"}
                    text=${text//$'\t'/\\t}
                    text=${text//$'\n'/\\n}
                    json=\"${text//[[:cntrl:]]/}\"
                }
                line() { # line TYPE NAME MEMBERS
                    quoted "$2"
                    printf '%s{"type":"%s","name":%s%s}\n' "$prefix" "$1" "$json" "${3-}" >&3
                }
                fact() {
                    quoted "$2"
                    line fact "$1" ",\"value\":$json"
                }
                check() { # check NAME COMMAND...: passed when the command succeeds; its output is the detail
                    local passed=true output
                    output=$("${@:2}" 2>&1) || passed=false
                    quoted "$output"
                    line check "$1" ",\"passed\":$passed,\"detail\":$json"
                }

                root_is_verified() {
                    findmnt -no SOURCE,FSTYPE,OPTIONS --mountpoint / | grep -E '/root +squashfs +ro,' || return
                    dmsetup table root | grep ' verity .* panic_on_corruption' || return
                    dmsetup status root | grep ' verity V' || return
                    ! touch /usr/.probe
                }
                etc_is_in_memory() {
                    findmnt -no SOURCE,FSTYPE --mountpoint /etc | grep overlay && touch /etc/.probe && rm /etc/.probe
                }
                no_package_manager() {
                    local found=0 name
                    for name in apt apt-get dpkg dpkg-deb rpm dnf microdnf yum zypper apk pip pip3 npm; do
                        ! type -P $name || found=1
                    done
                    for name in /{var,usr/share/factory/var,usr/share,usr/lib}/{,lib/}{apt,dpkg,rpm,dnf} /etc/{apt,dpkg,rpm,dnf,yum.repos.d}; do
                        [[ ! -e $name ]] || { echo "$name" && found=1; }
                    done
                    return $found
                }
                configured_afresh() { cat /run/basalt/ignition && grep -q '^fetched ' /run/basalt/ignition; }
                # Ignition writes the configuration that it used with its keys in a fixed order and without blanks.
                words() { grep -oE "$1" /run/basalt/ignition.json | sed -E 's/.*:"([^"]*)"$/\1/'; }
                configuration_is_there() {
                    local missing=0 name
                    while read -r name; do
                        [[ -e $name || -L $name ]] || { echo "no $name" && missing=1; }
                    done < <(words '"path":"[^"]*"')
                    while read -r name; do
                        systemctl is-enabled --quiet "$name" || { echo "$name is not enabled" && missing=1; }
                    done < <(words '"enabled":true,("mask":(true|false),)?"name":"[^"]*"')
                    while read -r name; do
                        getent passwd "$name" >/dev/null || { echo "no user $name" && missing=1; }
                    done < <(grep -oE '"passwd":\{.*' /run/basalt/ignition.json | sed 's/"\(storage\|systemd\)":.*//' |
                        grep -oE '"users":\[.*' | grep -oE '"name":"[^"]*"' | sed -E 's/.*:"([^"]*)"$/\1/')
                    return $missing
                }
                no_failed_units() {
                    local failed
                    failed=$(systemctl list-units --failed --plain --no-legend)
                    echo "$failed"
                    [[ -z $failed ]]
                }
                engine_answers() { docker info --format '{{.ServerVersion}}, {{.Driver}}, {{.CgroupDriver}} cgroups {{.CgroupVersion}}'; }
                container_runs() { # ldconfig is the one static program of every Debian: a container of nothing else
                    local code=0
                    tar -C /usr/sbin -c ldconfig | docker import - basalt.local/probe:report >/dev/null || return
                    docker run --rm basalt.local/probe:report /ldconfig --version || code=$?
                    docker rmi --force basalt.local/probe:report >/dev/null
                    return $code
                }
                images_are_loaded() { systemctl is-active basalt-load-images.service && docker images --no-trunc; }

                run_test() { # run_test NAME COMMAND EXPECTED
                    local passed=true output code=0
                    output=$(timeout 300 sh -c "$2" 2>&1 </dev/null) || code=$?
                    if [[ $code -ne 0 || $output != *"$3"* ]]; then passed=false; fi
                    quoted "$output"
                    line test "$1" ",\"passed\":$passed,\"status\":$code,\"detail\":$json"
                }
                # Turns an array of objects that hold strings into calls of run_test, each word in single quotes.
                parse_tests() {
                    awk '
                    function hex(text,  value, i) {
                        text = tolower(text)
                        for (i = 1; i <= 4; i++) value = value * 16 + index("0123456789abcdef", substr(text, i, 1)) - 1
                        return value
                    }
                    function decoded(text,  out, at, c) {
                        while (at = index(text, "\\")) {
                            out = out substr(text, 1, at - 1)
                            c = substr(text, at + 1, 1)
                            text = substr(text, at + 2)
                            if (c == "n") c = "\n"
                            else if (c == "t") c = "\t"
                            else if (c == "r") c = "\r"
                            else if (c == "b") c = "\b"
                            else if (c == "f") c = "\f"
                            else if (c == "u") { # writers escape control characters only; others are UTF-8 already
                                c = sprintf("%c", hex(substr(text, 1, 4)))
                                text = substr(text, 5)
                            }
                            out = out c
                        }
                        return out text
                    }
                    function shell(text) {
                        gsub(/\047/, "\047\\\047\047", text)
                        return "\047" text "\047"
                    }
                    { all = all $0 "\n" }
                    END {
                        while (match(all, /"([^"\\]|\\.)*"|[{}:]/)) {
                            token = substr(all, RSTART, RLENGTH)
                            all = substr(all, RSTART + RLENGTH)
                            if (token == "{") { name = run = expect = key = ""; value = 0 }
                            else if (token == "}") print "run_test", shell(name == "" ? run : name), shell(run), shell(expect)
                            else if (token == ":") value = 1
                            else {
                                text = decoded(substr(token, 2, length(token) - 2))
                                if (!value) key = text
                                else if (key == "name") name = text
                                else if (key == "run") run = text
                                else if (key == "expect") expect = text
                                value = 0
                            }
                        }
                    }'
                }

                # shellcheck source=/dev/null
                . /usr/lib/os-release
                line begin "$IMAGE_ID" ",\"version\":\"$IMAGE_VERSION\""
                if [[ -e $asked/trace ]]; then # first, so that the report's own reads are no part of the boot
                    /usr/lib/basalt/trace | iconv -c -f UTF-8 -t UTF-8 |
                        sed -e '/[[:cntrl:]]/d' -e 's/[\\"]/\\&/g' -e "s|.*|$prefix{\"type\":\"trace\",\"name\":\"&\"}|" >&3
                    check 'the boot was traced' test "${PIPESTATUS[0]}" -eq 0
                fi
                fact machine-id "$(cat /etc/machine-id)"
                fact ssh-host-key "$(cut -d' ' -f2 /var/lib/ssh/ssh_host_ed25519_key.pub)"
                fact var "$(findmnt -no FSTYPE,SIZE,SOURCE --mountpoint /var)"
                fact kernel "$(uname -r)"
                fact notices "$(cat /run/basalt/notices 2>/dev/null)"
                while read -r seconds name; do line milestone "$name" ",\"seconds\":$seconds"; done </run/basalt/milestones

                check 'the root is read-only and verified' root_is_verified
                check '/etc is changed in memory only' etc_is_in_memory
                check 'there is no package manager' no_package_manager
                check 'Ignition got its configuration' configured_afresh
                check 'files, units and users of the configuration are there' configuration_is_there
                check 'no unit has failed' no_failed_units
                if systemctl is-enabled --quiet docker.service; then # neither absent nor masked by the profile
                    check 'the engine answers' engine_answers
                    fact engine-storage "$(findmnt -no FSTYPE,SIZE,SOURCE --target "$(docker info --format '{{.DockerRootDir}}')")"
                    check 'a container runs' container_runs
                    [[ ! -d /usr/share/basalt/containers ]] || check 'the baked images are loaded' images_are_loaded
                fi
                if systemctl is-enabled --quiet basalt-swarm.service 2>/dev/null; then
                    check 'the host is a member of its swarm' systemctl is-active basalt-swarm.service
                fi
                if [[ -e $asked/tests ]]; then
                    # shellcheck disable=SC1090 # made by parse_tests
                    source <(parse_tests <"$asked/tests/raw")
                fi
                line end "$IMAGE_ID"
                exec 3>&-
                [[ $(tr -d '\000' <"$asked/test/raw") != poweroff ]] || systemctl --no-block poweroff

                """###),
        File(
            path: "usr/lib/basalt/ssh-hostkey", isProgram: true,
            text: ###"""
                #!/bin/sh
                # Makes the SSH host key when there is none, and prints it between the lines that EC2 tools look for on the console.
                set -eu
                key=/var/lib/ssh/ssh_host_ed25519_key
                # A key that was cut off by a crash is no key; the new one gets its name only when it is on the disk.
                if ! ssh-keygen -y -P '' -f $key >/dev/null 2>&1; then
                    (umask 077 && mkdir -p /var/lib/ssh)
                    rm -f $key.new $key.new.pub
                    ssh-keygen -q -t ed25519 -N '' -C '' -f $key.new
                    sync
                    mv $key.new $key
                fi
                ssh-keygen -y -f $key >$key.pub # also after a crash between the two files
                {
                    echo '-----BEGIN SSH HOST KEY FINGERPRINTS-----'
                    ssh-keygen -l -f $key.pub
                    echo '-----END SSH HOST KEY FINGERPRINTS-----'
                    echo '-----BEGIN SSH HOST KEY KEYS-----'
                    cat $key.pub
                    echo '-----END SSH HOST KEY KEYS-----'
                } | tee /dev/console # itself: systemd would put a prefix before each line

                """###),
        File(
            path: "usr/lib/basalt/trace", isProgram: true,
            text: ###"""
                #!/bin/sh
                # Prints the files of the root that this boot read, in the order of their first read. The initramfs had the kernel note
                # each page that entered memory, with the inode that it belongs to.
                set -eu
                tracing=/sys/kernel/tracing
                echo 0 >$tracing/tracing_on
                # The root without what is mounted over it: /etc and /var of the image are read, too.
                image=/run/basalt/root
                mkdir -p $image
                mount --bind / $image
                {
                    find $image -type f -printf '%i %P\n'
                    echo reads
                    # ... mm_filemap_add_to_page_cache: dev 254:0 ino 1f3 pfn=... ofs=0 order=0
                    sed -n 's/.* ino \([0-9a-f]*\) .*/\1/p' $tracing/trace
                } | awk '
                    function hex(text,  value, i) {
                        for (i = 1; i <= length(text); i++) value = value * 16 + index("0123456789abcdef", substr(text, i, 1)) - 1
                        return value
                    }
                    $0 == "reads" { reads = 1; next }
                    !reads { if (!($1 in path)) path[$1] = substr($0, length($1) + 2); next }
                    { inode = hex($1) }
                    inode in path { print "/" path[inode]; delete path[inode] }'
                umount $image
                rmdir $image

                """###),
        File(
            path: "usr/lib/ignition/bin/setfiles", isProgram: true,
            text: ###"""
                #!/bin/sh
                # Stands in for SELinux's setfiles, which Debian's Ignition always runs and this host has no use for.
                exit 0

                """###),
        File(
            path: "usr/lib/os-release", isProgram: false,
            text: ###"""
                NAME="Basalt"
                PRETTY_NAME="Basalt {{ name }} {{ version }}"
                ID=basalt
                ID_LIKE=debian
                VERSION="{{ version }}"
                VERSION_ID="{{ version }}"
                IMAGE_ID="{{ name }}"
                IMAGE_VERSION="{{ version }}"

                """###),
        File(
            path: "usr/lib/repart.d/50-state.conf", isProgram: false,
            text: ###"""
                # The one partition that the machine makes itself. Taken up and grown again at each boot; /usr/share/factory/var is
                # copied into it once. Less than this is not worth a partition: /var is then in memory.
                [Partition]
                Type=linux-generic
                Label=state
                Format=ext4
                SizeMinBytes=256M

                """###),
        File(
            path: "usr/lib/systemd/journald.conf.d/10-basalt.conf", isProgram: false,
            text: ###"""
                # On /var, so that the next boot can tell why the last one ended; bounded, for /var is small by default.
                [Journal]
                Storage=persistent
                SystemMaxUse=128M
                ForwardToConsole=no

                """###),
        File(
            path: "usr/lib/systemd/network/80-basalt-dhcp.network", isProgram: false,
            text: ###"""
                # Every real Ethernet interface asks by DHCP; bridges and the containers' virtual ones (they have a Kind) do not.
                # A profile replaces this with a file of a lower number.
                [Match]
                Type=ether
                Kind=!*

                [Network]
                DHCP=yes

                [DHCPv4]
                UseMTU=yes

                """###),
        File(
            path: "usr/lib/systemd/resolved.conf.d/10-basalt.conf", isProgram: false,
            text: ###"""
                # Names come from DNS alone: nobody on the same network may answer for it.
                [Resolve]
                LLMNR=no
                MulticastDNS=no

                """###),
        File(
            path: "usr/lib/systemd/system-preset/80-basalt.preset", isProgram: false,
            text: ###"""
                # Everything that runs is named here, by the profile, or enabled by a link in a layer. The initramfs applies the presets
                # at each boot, since Ignition enables units by one as well: 20-ignition.preset, which comes first and so wins. The last
                # line ends the search, so that systemd's own 90-systemd.preset and the default, which is to enable, are not asked.
                enable basalt-ssh-hostkey.service
                enable basalt-load-images.service
                enable basalt-milestones.service
                enable basalt-report.service
                enable containerd.service
                enable docker.service
                enable docker.socket
                enable fstrim.timer
                enable getty@.service
                enable ssh.service
                enable systemd-networkd.service
                enable systemd-networkd-wait-online.service
                enable systemd-pstore.service
                enable systemd-resolved.service
                enable systemd-timesyncd.service
                disable *

                """###),
        File(
            path: "usr/lib/systemd/system/basalt-container-.service.d/10-images.conf", isProgram: false,
            text: ###"""
                # For every basalt-container-*.service: what is baked in need not be pulled.
                [Unit]
                After=basalt-load-images.service

                """###),
        File(
            path: "usr/lib/systemd/system/basalt-load-images.service", isProgram: false,
            text: ###"""
                [Unit]
                Description=Load the container images of this host image into the engine
                ConditionDirectoryNotEmpty=/usr/share/basalt/containers
                Requires=docker.service
                After=docker.service

                [Service]
                Type=oneshot
                RemainAfterExit=yes
                ExecStart=/usr/lib/basalt/load-images
                TimeoutStartSec=infinity

                [Install]
                WantedBy=docker.service

                """###),
        File(
            path: "usr/lib/systemd/system/basalt-milestones.service", isProgram: false,
            text: ###"""
                [Unit]
                Description=Tell how long the boot took
                After=multi-user.target docker.service

                [Service]
                Type=oneshot
                RemainAfterExit=yes
                ExecStart=/usr/lib/basalt/milestones

                [Install]
                WantedBy=multi-user.target

                """###),
        File(
            path: "usr/lib/systemd/system/basalt-report.service", isProgram: false,
            text: ###"""
                [Unit]
                Description=Report to basalt test
                # An EC2 machine has no fw_cfg device: only QEMU, and only when it is told to, makes a host report on itself.
                ConditionPathExists=/sys/firmware/qemu_fw_cfg/by_name/opt/org.basalt/test
                After=multi-user.target basalt-milestones.service

                [Service]
                Type=oneshot
                ExecStart=/usr/lib/basalt/report
                TimeoutStartSec=infinity

                [Install]
                WantedBy=multi-user.target

                """###),
        File(
            path: "usr/lib/systemd/system/basalt-ssh-hostkey.service", isProgram: false,
            text: ###"""
                [Unit]
                Description=Keep the SSH host key, and show its fingerprint on the console
                RequiresMountsFor=/var/lib/ssh
                Before=ssh.service

                [Service]
                Type=oneshot
                RemainAfterExit=yes
                ExecStart=/usr/lib/basalt/ssh-hostkey

                [Install]
                WantedBy=multi-user.target
                RequiredBy=ssh.service

                """###),
        File(
            path: "usr/lib/systemd/system/basalt-swarm.service.d/10-images.conf", isProgram: false,
            text: ###"""
                # A member gets tasks at once: their images are loaded by then.
                [Unit]
                After=basalt-load-images.service

                """###),
        File(
            path: "usr/lib/systemd/system/systemd-networkd-wait-online.service.d/10-basalt.conf", isProgram: false,
            text: ###"""
                # One interface with an address is online: a second one that nobody configured must not hold up the engine.
                [Service]
                ExecStart=
                ExecStart=/usr/lib/systemd/systemd-networkd-wait-online --any --timeout=60

                """###),
    ]

    static let policy = ###"""
        # What every Basalt host has, whatever its layers say. Applied to the merged layers in the order of the sections:
        # `remove`, `move`, `directories`, `links`, then the files in root/ (mode 0755 where they are executable, else 0644;
        # owner root). Globs are those of `image.remove`: a path means all that is below it, too; `/path/**` what is below only.
        # Written for Debian 13; what another release lacks does no harm. The files of the initramfs and of the UKI are taken
        # from the layers before this is applied.

        remove:
          # Package managers and what only they use. dpkg's list of packages has become the SBOM by now.
          - /etc/apt
          - /etc/dpkg
          - /etc/cron.daily/dpkg
          - /etc/debconf.conf
          - /etc/ucf.conf
          - /usr/bin/apt
          - /usr/bin/apt-*
          - /usr/bin/deb-systemd-*
          - /usr/bin/debconf*
          - /usr/bin/dpkg
          - /usr/bin/dpkg-*
          - /usr/bin/ucf*
          - /usr/bin/update-alternatives
          - /usr/lib/apt
          - /usr/lib/dpkg
          - /usr/lib/systemd/system/apt-*
          - /usr/lib/systemd/system/dpkg-*
          - /usr/lib/*-linux-gnu/libapt-*
          - /usr/libexec/dpkg
          - /usr/sbin/dpkg-*
          - /usr/share/apport
          - /usr/share/apt
          - /usr/share/debconf
          - /usr/share/dpkg
          - /usr/share/ucf
          - /var/backups
          - /var/lib/apt
          - /var/lib/dpkg
          - /var/lib/ucf
          # Perl is there for maintainer scripts. What is written in it goes as well.
          - /etc/adduser.conf
          - /etc/deluser.conf
          - /etc/perl
          - /usr/bin/c_rehash
          - /usr/bin/perl*
          - /usr/lib/*-linux-gnu/libperl.so*
          - /usr/lib/*-linux-gnu/perl*
          - /usr/sbin/addgroup
          - /usr/sbin/adduser
          - /usr/sbin/delgroup
          - /usr/sbin/deluser
          - /usr/sbin/pam-auth-update
          - /usr/sbin/pam_getenv
          - /usr/share/adduser
          - /usr/share/pam-configs
          - /usr/share/perl*
          - /var/lib/pam
          # System V init, runit and cron: systemd starts everything.
          - /etc/cron.*
          - /etc/init.d
          - /etc/logrotate.d
          - /etc/rc?.d
          - /etc/runit
          - /etc/sv
          - /usr/lib/init
          - /usr/lib/runit-helper
          - /usr/sbin/invoke-rc.d
          - /usr/sbin/update-rc.d
          - /usr/share/runit
          # The kernel and its stub are in the UKI, busybox in the initramfs (it has a dpkg and an rpm of its own).
          - /boot
          - /etc/initramfs-tools
          - /etc/kernel
          - /usr/bin/busybox
          - /usr/bin/ignition-validate
          - /usr/bin/kernel-install
          - /usr/lib/dracut/modules.d/30ignition/[!i]*
          - /usr/lib/dracut/modules.d/30ignition/ignition-*
          - /usr/lib/kernel
          - /usr/lib/systemd/boot
          - /usr/sbin/installkernel
          - /usr/share/initramfs-tools
          # Documents, translations, shell completion.
          - /usr/share/bash-completion
          - /usr/share/bug
          - /usr/share/dict
          - /usr/share/doc
          - /usr/share/doc-base
          - /usr/share/fish
          - /usr/share/info
          - /usr/share/lintian
          - /usr/share/locale
          - /usr/share/man
          - /usr/share/menu
          - /usr/share/pixmaps
          - /usr/share/zoneinfo/right
          - /usr/share/zsh
          - /etc/alternatives/README
          - /etc/alternatives/*.gz
          # Names of hardware that no virtual machine has.
          - /usr/lib/udev/hwdb.bin
          - /usr/lib/udev/hwdb.d
          # Identity, secrets and traces of the build machine.
          - /etc/*-
          - /etc/.pwd.lock
          - /etc/.resolv.conf.systemd-resolved.bak
          - /etc/hostname
          - /etc/machine-id
          - /etc/ssh/moduli
          - /etc/ssh/ssh_host_*
          - /etc/selinux/semanage.conf
          - /var/cache/**
          - /var/lib/dbus/machine-id
          - /var/lib/misc
          - /var/lib/shells.state
          - /var/lib/systemd/deb-systemd-*
          - /var/lib/wtmpdb
          - /var/log/**
          - /var/mail
          - /var/spool/mail
          # Units that Debian enables and an immutable host has no use for.
          - /etc/systemd/system/default.target.wants/nvme*-connections.service
          - /etc/systemd/system/default.target.wants/nvmf-autoconnect.service
          - /etc/systemd/system/multi-user.target.wants/e2scrub_reap.service
          - /etc/systemd/system/sockets.target.wants/uuidd.socket
          - /etc/systemd/system/*.wants/sshd-keygen.service
          - /etc/systemd/system/timers.target.wants/apt-*
          - /etc/systemd/system/timers.target.wants/dpkg-*
          - /etc/systemd/system/timers.target.wants/e2scrub_*
          # Profiles of desktop programs, which AppArmor would compile for seconds at each boot; not what profiles include.
          # The engine loads its own profile itself.
          - /etc/apparmor.d/[!at]*
          - /etc/apparmor.d/a[!b]*
          - /etc/apparmor.d/t[!u]*
          - /etc/apparmor.d/tu[!n]*
          # Filled on the running host.
          - /dev/**
          - /proc/**
          - /run/**
          - /sys/**
          - /tmp/**
          # Empty in Debian: makes room for /opt.
          - /var/opt

        # /var is a partition that the machine makes; the initramfs fills it with this copy.
        move:
          /var: /usr/share/factory/var
          /home: /usr/share/factory/var/home
          /mnt: /usr/share/factory/var/mnt
          /opt: /usr/share/factory/var/opt
          /root: /usr/share/factory/var/roothome
          /srv: /usr/share/factory/var/srv

        directories: # path: mode
          /dev: "0755"
          /proc: "0755"
          /run: "0755"
          /sys: "0755"
          /tmp: "1777"
          /var: "0755"
          /usr/share/factory/var/cache: "0755"
          /usr/share/factory/var/home: "0755"
          /usr/share/factory/var/lib/docker: "0710"
          /usr/share/factory/var/log: "0755"
          /usr/share/factory/var/mnt: "0755"
          /usr/share/factory/var/opt: "0755"
          /usr/share/factory/var/roothome: "0700"
          /usr/share/factory/var/srv: "0755"
          /usr/share/factory/var/tmp: "1777"

        links: # path: target
          # Relative, so that they hold in the initramfs, too.
          /home: var/home
          /mnt: var/mnt
          /opt: var/opt
          /root: var/roothome
          /srv: var/srv
          /etc/resolv.conf: /run/systemd/resolve/stub-resolv.conf
          # The initramfs has done it.
          /etc/systemd/system/systemd-firstboot.service: /dev/null
          /etc/systemd/system/systemd-machine-id-commit.service: /dev/null
          /etc/systemd/system/systemd-repart.service: /dev/null
          # Would write what the image holds already, or what nothing reads.
          /etc/systemd/system/ldconfig.service: /dev/null
          /etc/systemd/system/systemd-hwdb-update.service: /dev/null
          /etc/systemd/system/systemd-journal-catalog-update.service: /dev/null
          /etc/systemd/system/systemd-update-done.service: /dev/null
          # /etc/ssh is gone at the next boot: basalt-ssh-hostkey.service keeps the key in /var.
          /etc/systemd/system/sshd-keygen.service: /dev/null
          # Sockets for SSH on vsock, which fail on EC2.
          /etc/systemd/system-generators/systemd-ssh-generator: /dev/null
          # Profiles are loaded by those who use them.
          /etc/systemd/system/apparmor.service: /dev/null
          # Audit messages would flood console and journal.
          /etc/systemd/system/systemd-journald-audit.socket: /dev/null

        """###

    static let bootOrder = ###"""
        /usr/bin/env
        /usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2
        /etc/ld.so.cache
        /usr/lib/x86_64-linux-gnu/libc.so.6
        /usr/bin/systemd-repart
        /usr/lib/x86_64-linux-gnu/systemd/libsystemd-shared-257.so
        /usr/lib/x86_64-linux-gnu/libblkid.so.1.1.0
        /usr/lib/x86_64-linux-gnu/libfdisk.so.1.1.0
        /usr/lib/x86_64-linux-gnu/libcrypto.so.3
        /usr/lib/x86_64-linux-gnu/libacl.so.1.1.2302
        /usr/lib/x86_64-linux-gnu/libcap.so.2.75
        /usr/lib/x86_64-linux-gnu/libcrypt.so.1.1.0
        /usr/lib/x86_64-linux-gnu/libmount.so.1.1.0
        /usr/lib/x86_64-linux-gnu/libpam.so.0.85.1
        /usr/lib/x86_64-linux-gnu/libseccomp.so.2.6.0
        /usr/lib/x86_64-linux-gnu/libselinux.so.1
        /usr/lib/x86_64-linux-gnu/libm.so.6
        /usr/lib/x86_64-linux-gnu/libuuid.so.1.3.0
        /usr/lib/x86_64-linux-gnu/libz.so.1.3.1
        /usr/lib/x86_64-linux-gnu/libzstd.so.1.5.7
        /usr/lib/x86_64-linux-gnu/libaudit.so.1.0.0
        /usr/lib/x86_64-linux-gnu/libpcre2-8.so.0.14.0
        /usr/lib/x86_64-linux-gnu/libcap-ng.so.0.0.0
        /usr/lib/x86_64-linux-gnu/libcryptsetup.so.12.10.0
        /usr/lib/x86_64-linux-gnu/libdevmapper.so.1.02.1
        /usr/lib/x86_64-linux-gnu/libjson-c.so.5.4.0
        /usr/lib/x86_64-linux-gnu/libudev.so.1.7.10
        /usr/lib/repart.d/50-state.conf
        /usr/sbin/mke2fs
        /usr/lib/x86_64-linux-gnu/libext2fs.so.2.4
        /usr/lib/x86_64-linux-gnu/libcom_err.so.2.1
        /usr/lib/x86_64-linux-gnu/libe2p.so.2.3
        /etc/mke2fs.conf
        /usr/sbin/blkid
        /usr/sbin/e2fsck
        /usr/sbin/resize2fs
        /usr/bin/cp
        /usr/lib/x86_64-linux-gnu/libattr.so.1.1.2502
        /usr/share/factory/var/lib/systemd/catalog/database
        /usr/share/factory/var/roothome/.bashrc
        /usr/share/factory/var/roothome/.profile
        /usr/lib/dracut/modules.d/30ignition/ignition
        /usr/bin/kmod
        /usr/lib/modprobe.d/aliases.conf
        /usr/lib/modprobe.d/fbdev-blacklist.conf
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/modules.softdep
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/modules.weakdep
        /usr/lib/modprobe.d/systemd.conf
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/modules.dep.bin
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/modules.alias.bin
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/modules.symbols.bin
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/modules.builtin.alias.bin
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/modules.builtin.bin
        /usr/share/zoneinfo/Etc/UTC
        /etc/selinux/config
        /usr/lib/ignition/bin/setfiles
        /usr/bin/dash
        /usr/bin/systemctl
        /usr/lib/systemd/system-preset/80-basalt.preset
        /usr/lib/systemd/system-preset/90-systemd.preset
        /usr/lib/systemd/system/basalt-load-images.service
        /usr/lib/systemd/system/basalt-milestones.service
        /usr/lib/systemd/system/basalt-report.service
        /usr/lib/systemd/system/basalt-ssh-hostkey.service
        /usr/lib/systemd/system/containerd.service
        /usr/lib/systemd/system/docker.service
        /usr/lib/systemd/system/docker.socket
        /usr/lib/systemd/system/fstrim.timer
        /usr/lib/systemd/system/getty@.service
        /usr/lib/systemd/system/ssh.service
        /usr/lib/systemd/system/systemd-networkd-wait-online.service
        /usr/lib/systemd/system/systemd-networkd-wait-online.service.d/10-basalt.conf
        /usr/lib/systemd/system/systemd-networkd.service
        /usr/lib/systemd/system/systemd-pstore.service
        /usr/lib/systemd/system/systemd-resolved.service
        /usr/lib/systemd/system/systemd-timesyncd.service
        /usr/lib/systemd/system/systemd-networkd.socket
        /usr/lib/systemd/system/systemd-network-generator.service
        /usr/lib/systemd/systemd
        /usr/lib/x86_64-linux-gnu/systemd/libsystemd-core-257.so
        /usr/lib/x86_64-linux-gnu/libapparmor.so.1.24.2
        /usr/lib/x86_64-linux-gnu/libkmod.so.2.5.1
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/fs/autofs/autofs4.ko.xz
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/net/netfilter/x_tables.ko.xz
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/net/ipv4/netfilter/ip_tables.ko.xz
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/drivers/char/hw_random/virtio-rng.ko.xz
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/fs/efivarfs/efivarfs.ko.xz
        /etc/systemd/system.conf
        /usr/lib/systemd/system.conf.d/10-coredump-debian.conf
        /usr/lib/os-release
        /usr/lib/x86_64-linux-gnu/libbpf.so.1.5.0
        /usr/lib/x86_64-linux-gnu/libelf-0.192.so
        /usr/lib/systemd/system-generators/systemd-debug-generator
        /usr/lib/systemd/system-generators/systemd-getty-generator
        /usr/lib/systemd/system-generators/systemd-gpt-auto-generator
        /usr/lib/systemd/system-generators/systemd-fstab-generator
        /usr/lib/systemd/system-generators/systemd-hibernate-resume-generator
        /usr/lib/systemd/system-generators/systemd-rc-local-generator
        /usr/lib/systemd/system-generators/systemd-run-generator
        /usr/lib/systemd/system-generators/systemd-system-update-generator
        /usr/lib/systemd/system-generators/systemd-sysv-generator
        /usr/lib/systemd/system-generators/systemd-tpm2-generator
        /etc/fstab
        /usr/lib/systemd/system/local-fs.target
        /usr/lib/systemd/system/systemd-remount-fs.service
        /usr/lib/systemd/system/systemd-journald.socket
        /usr/lib/systemd/system/systemd-journald.service
        /usr/lib/systemd/system/systemd-soft-reboot.service
        /usr/lib/systemd/system/final.target
        /usr/lib/systemd/system/umount.target
        /usr/lib/systemd/system/soft-reboot.target
        /usr/lib/systemd/system/sysinit.target
        /usr/lib/systemd/system/systemd-udevd.service
        /usr/lib/systemd/system/systemd-udevd.service.d/syscall-architecture.conf
        /usr/lib/systemd/system/systemd-udevd-kernel.socket
        /usr/lib/systemd/system/systemd-udevd-control.socket
        /usr/lib/systemd/system/systemd-udev-load-credentials.service
        /usr/lib/systemd/system/initrd-switch-root.target
        /usr/lib/systemd/system/initrd-cleanup.service
        /usr/lib/systemd/system/initrd.target
        /usr/lib/systemd/system/systemd-pcrphase-initrd.service
        /usr/lib/systemd/system/systemd-sysext.service
        /usr/lib/systemd/system/tpm2.target
        /usr/lib/systemd/system/systemd-bsod.service
        /usr/lib/systemd/system/systemd-battery-check.service
        /usr/lib/systemd/system/systemd-hibernate-resume.service
        /usr/lib/systemd/system/rescue.target
        /usr/lib/systemd/system/rescue.service
        /usr/lib/systemd/system/initrd-parse-etc.service
        /usr/lib/systemd/system/initrd-usr-fs.target
        /usr/lib/systemd/system/initrd-root-device.target
        /usr/lib/systemd/system/basic.target
        /usr/lib/systemd/system/slices.target
        /usr/lib/systemd/system/paths.target
        /usr/lib/systemd/system/timers.target
        /usr/lib/systemd/system/systemd-tmpfiles-clean.timer
        /usr/lib/systemd/system/systemd-tmpfiles-clean.service
        /usr/lib/systemd/system/time-set.target
        /usr/lib/systemd/system/time-sync.target
        /usr/lib/systemd/system/fstrim.service
        /usr/lib/systemd/system/initrd-fs.target
        /usr/lib/systemd/system/initrd-root-fs.target
        /usr/lib/systemd/system/initrd-udevadm-cleanup-db.service
        /usr/lib/systemd/system/systemd-udev-settle.service
        /usr/lib/systemd/system/initrd-switch-root.service
        /usr/lib/systemd/system/systemd-udev-trigger.service
        /usr/lib/systemd/system/systemd-tpm2-setup.service
        /usr/lib/systemd/system/systemd-tpm2-setup-early.service
        /usr/lib/systemd/system/systemd-tmpfiles-setup.service
        /usr/lib/systemd/system/systemd-tmpfiles-setup-dev.service
        /usr/lib/systemd/system/systemd-tmpfiles-setup-dev-early.service
        /usr/lib/systemd/system/systemd-sysusers.service
        /usr/lib/systemd/system/systemd-sysctl.service
        /usr/lib/systemd/system/nss-lookup.target
        /usr/lib/systemd/system/network.target
        /usr/lib/systemd/system/network-pre.target
        /usr/lib/systemd/system/systemd-random-seed.service
        /usr/lib/systemd/system/first-boot-complete.target
        /usr/lib/systemd/system/modprobe@.service
        /usr/lib/systemd/system/systemd-pcrphase.service
        /usr/lib/systemd/system/systemd-user-sessions.service
        /usr/lib/systemd/system/nss-user-lookup.target
        /usr/lib/systemd/system/remote-fs.target
        /usr/lib/systemd/system/remote-fs-pre.target
        /usr/lib/systemd/system/systemd-pcrphase-sysinit.service
        /usr/lib/systemd/system/systemd-pcrmachine.service
        /usr/lib/systemd/system/systemd-modules-load.service
        /usr/lib/systemd/system/systemd-journal-flush.service
        /usr/lib/systemd/system/systemd-quotacheck-root.service
        /usr/lib/systemd/system/systemd-hibernate-clear.service
        /usr/lib/systemd/system/systemd-binfmt.service
        /usr/lib/systemd/system/proc-sys-fs-binfmt_misc.mount
        /usr/lib/systemd/system/systemd-ask-password-console.path
        /usr/lib/systemd/system/systemd-ask-password-console.service
        /usr/lib/systemd/system/sys-kernel-tracing.mount
        /usr/lib/systemd/system/sys-kernel-debug.mount
        /usr/lib/systemd/system/sys-kernel-config.mount
        /usr/lib/systemd/system/sys-fs-fuse-connections.mount
        /usr/lib/systemd/system/proc-sys-fs-binfmt_misc.automount
        /usr/lib/systemd/system/kmod-static-nodes.service
        /usr/lib/systemd/system/dev-mqueue.mount
        /usr/lib/systemd/system/dev-hugepages.mount
        /usr/lib/systemd/system/emergency.service
        /usr/lib/systemd/system/swap.target
        /usr/lib/systemd/system/syslog.socket
        /usr/lib/systemd/system/systemd-journald-dev-log.socket
        /usr/lib/systemd/system/sockets.target
        /usr/lib/systemd/system/systemd-sysext.socket
        /usr/lib/systemd/system/systemd-pcrlock.socket
        /usr/lib/systemd/system/systemd-pcrextend.socket
        /usr/lib/systemd/system/systemd-networkd-persistent-storage.service
        /usr/lib/systemd/system/multi-user.target
        /usr/lib/systemd/system/systemd-logind.service
        /usr/lib/systemd/system/systemd-logind.service.d/dbus.conf
        /usr/lib/systemd/system/user.slice
        /usr/lib/systemd/system/systemd-ask-password-wall.path
        /usr/lib/systemd/system/systemd-ask-password-wall.service
        /usr/lib/systemd/system/getty.target
        /usr/lib/systemd/system/serial-getty@.service
        /usr/lib/systemd/system/rc-local.service
        /usr/lib/systemd/system/rc-local.service.d/debian.conf
        /usr/lib/systemd/system/network-online.target
        /usr/lib/systemd/system/getty-pre.target
        /usr/lib/systemd/system/getty-static.service
        /usr/lib/systemd/system/dbus.service
        /usr/lib/systemd/system/basalt-container-.service.d/10-images.conf
        /usr/lib/systemd/system/systemd-initctl.socket
        /usr/lib/systemd/system/systemd-initctl.service
        /usr/lib/systemd/system/systemd-hostnamed.socket
        /usr/lib/systemd/system/systemd-hostnamed.service
        /usr/lib/systemd/system/systemd-creds.socket
        /usr/lib/systemd/system/dbus.socket
        /usr/lib/systemd/system/systemd-fsck-root.service
        /usr/lib/systemd/system/systemd-fsck-root.service.d/10-skip-fsck-initramfs.conf
        /usr/lib/systemd/system/run-lock.mount
        /usr/lib/systemd/system/emergency.target
        /usr/lib/systemd/system/shutdown.target
        /usr/lib/systemd/system/local-fs-pre.target
        /usr/lib/systemd/system/blockdev@.target
        /usr/lib/systemd/system/tmp.mount
        /usr/lib/systemd/system/graphical.target
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/net/netfilter/nfnetlink.ko.xz
        /usr/lib/systemd/system/systemd-creds@.service
        /usr/lib/systemd/systemd-executor
        /usr/bin/mount
        /usr/lib/locale/C.utf8/LC_IDENTIFICATION
        /usr/lib/x86_64-linux-gnu/gconv/gconv-modules.cache
        /usr/lib/locale/C.utf8/LC_MEASUREMENT
        /usr/lib/locale/C.utf8/LC_TELEPHONE
        /usr/lib/locale/C.utf8/LC_ADDRESS
        /usr/lib/locale/C.utf8/LC_NAME
        /usr/lib/locale/C.utf8/LC_PAPER
        /usr/lib/locale/C.utf8/LC_MESSAGES/SYS_LC_MESSAGES
        /usr/lib/locale/C.utf8/LC_MONETARY
        /usr/lib/locale/C.utf8/LC_COLLATE
        /usr/lib/locale/C.utf8/LC_TIME
        /usr/lib/locale/C.utf8/LC_NUMERIC
        /usr/lib/locale/C.utf8/LC_CTYPE
        /usr/lib/systemd/systemd-remount-fs
        /usr/lib/systemd/systemd-network-generator
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/modules.devname
        /usr/lib/systemd/systemd-modules-load
        /usr/bin/udevadm
        /usr/lib/systemd/systemd-journald
        /etc/modules
        /etc/udev/udev.conf
        /usr/lib/systemd/systemd-random-seed
        /etc/systemd/journald.conf
        /usr/lib/systemd/journald.conf.d/10-basalt.conf
        /usr/lib/systemd/journald.conf.d/syslog.conf
        /usr/bin/systemd-tmpfiles
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/fs/configfs/configfs.ko.xz
        /usr/lib/tmpfiles.d/20-systemd-shell-extra.conf
        /usr/lib/tmpfiles.d/20-systemd-ssh-generator.conf
        /usr/lib/tmpfiles.d/20-systemd-stub.conf
        /usr/lib/tmpfiles.d/credstore.conf
        /usr/lib/tmpfiles.d/cryptsetup.conf
        /usr/lib/tmpfiles.d/dbus.conf
        /usr/lib/tmpfiles.d/debian.conf
        /usr/lib/tmpfiles.d/home.conf
        /usr/lib/tmpfiles.d/journal-nocow.conf
        /usr/lib/tmpfiles.d/legacy.conf
        /usr/lib/tmpfiles.d/libselinux1.conf
        /usr/lib/tmpfiles.d/openssh-client.conf
        /usr/lib/tmpfiles.d/openssh-server.conf
        /usr/lib/tmpfiles.d/passwd.conf
        /usr/lib/tmpfiles.d/provision.conf
        /usr/lib/tmpfiles.d/static-nodes-permissions.conf
        /etc/nsswitch.conf
        /usr/lib/systemd/systemd-sysctl
        /etc/group
        /usr/lib/tmpfiles.d/systemd-network.conf
        /usr/lib/tmpfiles.d/systemd-nologin.conf
        /usr/lib/tmpfiles.d/systemd-pstore.conf
        /usr/lib/tmpfiles.d/systemd-resolve.conf
        /usr/lib/tmpfiles.d/systemd-tmp.conf
        /usr/lib/tmpfiles.d/systemd.conf
        /usr/lib/tmpfiles.d/tmp.conf
        /usr/lib/tmpfiles.d/uuidd-tmpfiles.conf
        /usr/lib/tmpfiles.d/var.conf
        /usr/lib/tmpfiles.d/x11.conf
        /usr/lib/sysctl.d/10-coredump-debian.conf
        /usr/lib/sysctl.d/50-default.conf
        /usr/lib/sysctl.d/50-pid-max.conf
        /usr/bin/systemd-sysusers
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/drivers/firmware/efi/efi-pstore.ko.xz
        /usr/lib/sysusers.d/basic.conf
        /usr/lib/sysusers.d/dbus.conf
        /usr/lib/sysusers.d/debian-udev.conf
        /usr/lib/sysusers.d/openssh-server.conf
        /usr/lib/sysusers.d/systemd-journal.conf
        /usr/lib/sysusers.d/systemd-network.conf
        /usr/lib/sysusers.d/systemd-resolve.conf
        /usr/lib/sysusers.d/systemd-timesync.conf
        /usr/lib/sysusers.d/uuidd-sysusers.conf
        /etc/passwd
        /usr/bin/journalctl
        /usr/lib/systemd/system/systemd-sysext@.service
        /usr/lib/systemd/systemd-timesyncd
        /etc/systemd/timesyncd.conf
        /etc/host.conf
        /usr/lib/systemd/systemd-resolved
        /usr/lib/x86_64-linux-gnu/libssl.so.3
        /etc/systemd/resolved.conf
        /usr/lib/systemd/resolved.conf.d/00-disable-mdns.conf
        /usr/lib/systemd/resolved.conf.d/10-basalt.conf
        /etc/ssl/openssl.cnf
        /usr/lib/systemd/network/99-default.link
        /usr/lib/systemd/network/80-vm-vt.link
        /usr/lib/systemd/network/80-container-vz.link
        /usr/lib/systemd/network/80-container-ve.link
        /usr/lib/systemd/network/80-container-vb.link
        /usr/lib/systemd/network/80-6rd-tunnel.link
        /usr/lib/systemd/network/73-usb-net-by-mac.link
        /usr/lib/udev/rules.d/50-firmware.rules
        /usr/lib/udev/rules.d/50-udev-default.rules
        /usr/lib/udev/rules.d/55-dm.rules
        /usr/lib/udev/rules.d/60-autosuspend.rules
        /usr/lib/udev/rules.d/60-block.rules
        /usr/lib/udev/rules.d/60-cdrom_id.rules
        /usr/lib/udev/rules.d/60-dmi-id.rules
        /usr/lib/udev/rules.d/60-drm.rules
        /usr/lib/udev/rules.d/60-evdev.rules
        /usr/lib/udev/rules.d/60-fido-id.rules
        /usr/lib/udev/rules.d/60-infiniband.rules
        /usr/lib/udev/rules.d/60-input-id.rules
        /usr/lib/udev/rules.d/60-persistent-alsa.rules
        /usr/lib/udev/rules.d/60-persistent-input.rules
        /usr/lib/udev/rules.d/60-persistent-storage-dm.rules
        /usr/lib/udev/rules.d/60-persistent-storage-mtd.rules
        /usr/lib/udev/rules.d/60-persistent-storage-tape.rules
        /usr/lib/udev/rules.d/60-persistent-storage.rules
        /usr/lib/udev/rules.d/60-persistent-v4l.rules
        /usr/lib/udev/rules.d/60-sensor.rules
        /usr/lib/udev/rules.d/60-serial.rules
        /usr/lib/udev/rules.d/64-btrfs.rules
        /usr/lib/udev/rules.d/64-ext4.rules
        /usr/lib/udev/rules.d/65-persistent-net-nbft.rules
        /usr/lib/udev/rules.d/70-camera.rules
        /usr/lib/udev/rules.d/70-joystick.rules
        /usr/lib/udev/rules.d/70-memory.rules
        /usr/lib/udev/rules.d/70-mouse.rules
        /usr/lib/udev/rules.d/70-nvmf-autoconnect.rules
        /usr/lib/udev/rules.d/70-nvmf-keys.rules
        /usr/lib/udev/rules.d/70-power-switch.rules
        /usr/lib/udev/rules.d/70-touchpad.rules
        /usr/lib/udev/rules.d/70-uaccess.rules
        /usr/lib/udev/rules.d/71-nvmf-netapp.rules
        /usr/lib/udev/rules.d/71-seat.rules
        /usr/lib/udev/rules.d/73-seat-late.rules
        /usr/lib/udev/rules.d/73-special-net-names.rules
        /usr/lib/udev/rules.d/75-net-description.rules
        /usr/lib/udev/rules.d/75-probe_mtd.rules
        /usr/lib/udev/rules.d/78-sound-card.rules
        /usr/lib/udev/rules.d/80-debian-compat.rules
        /usr/lib/udev/rules.d/80-docker.rules
        /usr/lib/udev/rules.d/80-drivers.rules
        /usr/lib/udev/rules.d/80-net-setup-link.rules
        /usr/lib/udev/rules.d/81-net-dhcp.rules
        /usr/lib/udev/rules.d/90-iocost.rules
        /usr/lib/udev/rules.d/95-dm-notify.rules
        /usr/lib/udev/rules.d/96-e2scrub.rules
        /usr/lib/udev/rules.d/99-systemd.rules
        /etc/ssl/certs/ca-certificates.crt
        /usr/bin/dbus-daemon
        /usr/lib/x86_64-linux-gnu/libdbus-1.so.3.38.3
        /usr/lib/x86_64-linux-gnu/libexpat.so.1.13.0
        /usr/lib/basalt/ssh-hostkey
        /usr/lib/x86_64-linux-gnu/libsystemd.so.0.40.0
        /usr/bin/date
        /usr/share/dbus-1/system.conf
        /usr/bin/ssh-keygen
        /usr/bin/mountpoint
        /usr/share/dbus-1/system.d/org.freedesktop.hostname1.conf
        /usr/share/dbus-1/system.d/org.freedesktop.locale1.conf
        /usr/bin/grep
        /usr/share/dbus-1/system.d/org.freedesktop.login1.conf
        /usr/share/dbus-1/system.d/org.freedesktop.network1.conf
        /usr/share/dbus-1/system.d/org.freedesktop.resolve1.conf
        /usr/share/dbus-1/system.d/org.freedesktop.systemd1.conf
        /usr/share/dbus-1/system.d/org.freedesktop.timedate1.conf
        /usr/share/dbus-1/system.d/org.freedesktop.timesync1.conf
        /usr/share/dbus-1/system.d/systemd-localed-read-only.conf
        /usr/bin/sleep
        /usr/share/dbus-1/system-services/org.freedesktop.hostname1.service
        /usr/share/dbus-1/system-services/org.freedesktop.locale1.service
        /usr/share/dbus-1/system-services/org.freedesktop.login1.service
        /usr/share/dbus-1/system-services/org.freedesktop.network1.service
        /usr/share/dbus-1/system-services/org.freedesktop.resolve1.service
        /usr/share/dbus-1/system-services/org.freedesktop.systemd1.service
        /usr/share/dbus-1/system-services/org.freedesktop.timedate1.service
        /usr/share/dbus-1/system-services/org.freedesktop.timesync1.service
        /usr/lib/systemd/systemd-networkd
        /usr/bin/mkdir
        /etc/systemd/networkd.conf
        /usr/lib/systemd/network/80-6rd-tunnel.network
        /usr/bin/rm
        /usr/lib/systemd/network/80-basalt-dhcp.network
        /usr/lib/systemd/network/80-container-host0-tun.network
        /usr/lib/systemd/network/80-container-host0.network
        /usr/lib/systemd/network/80-container-vb.network
        /usr/lib/systemd/network/80-container-ve.network
        /usr/lib/systemd/network/80-container-vz.network
        /usr/lib/systemd/network/80-vm-vt.network
        /usr/lib/systemd/network/80-wifi-adhoc.network
        /usr/lib/systemd/systemd-logind
        /etc/systemd/logind.conf
        /usr/bin/sync
        /usr/bin/mv
        /usr/lib/systemd/systemd-user-sessions
        /usr/lib/systemd/systemd-networkd-wait-online
        /usr/bin/tee
        /usr/bin/networkctl
        /usr/bin/readlink
        /usr/bin/cat
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/drivers/input/serio/serio_raw.ko.xz
        /usr/bin/dd
        /usr/bin/containerd
        /etc/default/ssh
        /usr/bin/tr
        /usr/bin/head
        /usr/bin/wc
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/drivers/input/evdev.ko.xz
        /usr/sbin/sshd
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/drivers/acpi/button.ko.xz
        /etc/ssh/sshd_config
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/drivers/ata/libata.ko.xz
        /etc/ssh/sshd_config.d/90-basalt-image.conf
        /etc/gai.conf
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/net/core/failover.ko.xz
        /usr/bin/ln
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/drivers/net/net_failover.ko.xz
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/drivers/net/virtio_net.ko.xz
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/crypto/cryptd.ko.xz
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/crypto/crypto_simd.ko.xz
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/lib/crypto/gf128mul.ko.xz
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/arch/x86/crypto/aesni-intel.ko.xz
        /usr/lib/udev/dmi_memory_id
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/arch/x86/crypto/sha1-ssse3.ko.xz
        /etc/containerd/config.toml
        /usr/sbin/agetty
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/drivers/ata/libahci.ko.xz
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/arch/x86/crypto/sha512-ssse3.ko.xz
        /etc/login.defs
        /etc/issue
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/drivers/ata/ahci.ko.xz
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/arch/x86/crypto/ghash-clmulni-intel.ko.xz
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/arch/x86/crypto/crc32-pclmul.ko.xz
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/arch/x86/crypto/crct10dif-pclmul.ko.xz
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/virt/lib/irqbypass.ko.xz
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/arch/x86/kvm/kvm.ko.xz
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/arch/x86/kvm/kvm-amd.ko.xz
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/drivers/cpufreq/powernow-k8.ko.xz
        /etc/default/docker
        /usr/sbin/dockerd
        /etc/hosts
        /usr/sbin/runc
        /usr/sbin/apparmor_parser
        /etc/apparmor/parser.conf
        /usr/share/apparmor-features/features
        /etc/apparmor.d/tunables/global
        /etc/apparmor.d/tunables/home
        /etc/apparmor.d/tunables/home.d/ubuntu
        /etc/apparmor.d/tunables/home.d/site.local
        /etc/apparmor.d/tunables/multiarch
        /etc/apparmor.d/tunables/multiarch.d/site.local
        /etc/apparmor.d/tunables/proc
        /etc/apparmor.d/tunables/alias
        /etc/apparmor.d/tunables/kernelvars
        /etc/apparmor.d/tunables/system
        /etc/apparmor.d/tunables/xdg-user-dirs
        /etc/apparmor.d/tunables/xdg-user-dirs.d/site.local
        /etc/apparmor.d/tunables/share
        /etc/apparmor.d/tunables/etc
        /etc/apparmor.d/tunables/run
        /etc/apparmor.d/abstractions/base
        /etc/apparmor.d/abi/4.0
        /etc/apparmor.d/abstractions/crypto
        /etc/apparmor.d/abstractions/openssl
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/net/llc/llc.ko.xz
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/net/802/stp.ko.xz
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/net/bridge/bridge.ko.xz
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/net/bridge/br_netfilter.ko.xz
        /usr/sbin/xtables-nft-multi
        /usr/lib/x86_64-linux-gnu/libxtables.so.12.7.0
        /usr/lib/x86_64-linux-gnu/libmnl.so.0.2.0
        /usr/lib/x86_64-linux-gnu/libnftnl.so.11.6.0
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/lib/libcrc32c.ko.xz
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/net/netfilter/nf_tables.ko.xz
        /usr/lib/x86_64-linux-gnu/xtables/libxt_addrtype.so
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/net/netfilter/nft_compat.ko.xz
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/net/netfilter/xt_addrtype.ko.xz
        /usr/lib/x86_64-linux-gnu/xtables/libxt_standard.so
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/net/xfrm/xfrm_algo.ko.xz
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/net/xfrm/xfrm_user.ko.xz
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/net/ipv6/netfilter/nf_defrag_ipv6.ko.xz
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/net/ipv4/netfilter/nf_defrag_ipv4.ko.xz
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/net/netfilter/nf_conntrack.ko.xz
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/net/netfilter/nf_conntrack_netlink.ko.xz
        /usr/lib/x86_64-linux-gnu/xtables/libxt_NAT.so
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/net/netfilter/nf_nat.ko.xz
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/net/netfilter/xt_MASQUERADE.ko.xz
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/net/netfilter/nft_chain_nat.ko.xz
        /usr/lib/x86_64-linux-gnu/xtables/libxt_conntrack.so
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/net/netfilter/xt_conntrack.ko.xz
        /usr/bin/tini-static
        /usr/lib/basalt/load-images
        /usr/bin/tar
        /usr/bin/sed
        /usr/bin/docker
        /usr/lib/basalt/milestones
        /usr/bin/sort
        /usr/lib/modules/6.12.117+deb13-cloud-amd64/kernel/drivers/net/veth.ko.xz
        /usr/bin/bash
        /usr/lib/x86_64-linux-gnu/libtinfo.so.6.5

        """###
}
