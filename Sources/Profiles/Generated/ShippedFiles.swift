// Made by Scripts/embed from profiles/ and ignition-templates/. Do not edit.

/// The shipped files' names and texts, sorted by name.
package enum ShippedFiles {
    package struct File: Sendable {
        package let name: String
        package let text: String
    }

    package static let profiles: [File] = [
        File(
            name: "base",
            text: ###"""
                # The smallest host: boots, mends its state disk, listens for SSH. Extend it; docker-host.yaml shows how.
                apiVersion: basalt/v1
                kind: Profile
                metadata:
                  name: base
                  description: A small, read-only Debian 13 host without a container engine.
                target:
                  os: basalt
                  architecture: x86_64
                  platform: aws

                image:
                  layers:
                    # Add `snapshot` and `lock` to a copy of this profile, so that every build uses the same package versions.
                    - debian:
                        suite: trixie
                        packages:
                          - systemd
                          - systemd-sysv
                          - systemd-resolved
                          - systemd-timesyncd
                          - systemd-repart # makes and grows the partition for /var
                          - udev
                          - dbus
                          - openssh-server
                          - ca-certificates
                          - curl # the host's scripts call AWS with it: no AWS CLI, no Python
                          - nvme-cli # tells which NVMe disk is the EBS volume that was attached as /dev/sdf
                          - iproute2
                          - kmod
                          - procps
                          - e2fsprogs # add xfsprogs, btrfs-progs or mdadm when volumes use them
                          - fdisk
                          - dmsetup
                          - cryptsetup-bin
                          - mount
                          - util-linux
                          - login
                          - passwd
                          - bash
                          - coreutils
                          - netbase
                          - tzdata
                          - linux-sysctl-defaults
                    # Only unpacked: their scripts would pull in an initramfs generator, a boot loader and Perl.
                    - debs:
                        suite: trixie
                        packages: [linux-image-cloud-amd64, systemd-boot-efi, ignition, busybox-static]
                  kernel_arguments:
                    - console=tty0
                    - console=ttyS0,115200n8 # the last one gets the log, and is what EC2 shows
                    - panic=30 # a host that crashed boots again
                    - nvme_core.io_timeout=4294967295 # EBS volumes may pause longer than the kernel's 30 seconds
                  filesystem: {type: squashfs, compression: zstd, level: fast}
                  remove: ["/usr/share/doc/**", "/usr/share/man/**", "/usr/share/info/**", "/usr/share/locale/**"]
                  tests:
                    - name: the root file system is read-only
                      run: "! touch /usr/probe"
                    - name: state survives on /var
                      run: "touch /var/lib/probe && rm /var/lib/probe"
                    - name: SSH answers
                      run: "systemctl is-active ssh.service"
                      expect: active

                # A hop limit of 1 keeps containers on a bridge network from taking the host's credentials.
                instance:
                  metadata_options: {http_tokens: required, http_put_response_hop_limit: 1, http_endpoint: enabled}

                # Nobody can log in yet: add the public key of your authority, or users with keys. Users need a fixed uid, since
                # /etc/passwd is made anew at each boot while /home stays.
                #   ssh: {trusted_user_ca_keys: ["ssh-ed25519 AAAA… authority"]}
                #   passwd: {users: [{name: ops, uid: 1000, ssh_authorized_keys: ["ssh-ed25519 AAAA… me"]}]}
                ssh:
                  password_authentication: false

                # Amazon's time service on every instance: exact, and needs no way to the internet.
                time:
                  servers: [169.254.169.123]

                sysctl:
                  kernel.dmesg_restrict: 1
                  kernel.kptr_restrict: 2
                  kernel.unprivileged_bpf_disabled: 1
                  net.ipv4.conf.all.accept_redirects: 0
                  net.ipv6.conf.all.accept_redirects: 0

                """###),
        File(
            name: "cloud-init",
            text: ###"""
                # The same Docker host for any distribution with cloud-init. It installs no packages: use an AMI that has Docker and curl
                # (and nvme-cli, unless the AMI names EBS volumes by udev rules, as Amazon Linux does).
                # What cloud-config cannot say, such as kernel arguments or checked downloads, is an error here, not left out.
                apiVersion: basalt/v1
                kind: Profile
                metadata:
                  name: cloud-init
                  description: A Docker host on a distribution with cloud-init, such as Ubuntu or Amazon Linux.
                target:
                  os: cloud-init
                  architecture: x86_64
                  platform: aws

                instance:
                  metadata_options: {http_tokens: required, http_put_response_hop_limit: 1, http_endpoint: enabled}

                # cloud-init writes files late in the boot, when the AMI's engine may run already; the rendered commands restart it.
                docker:
                  daemon:
                    log-driver: local
                    log-opts: {max-size: 10m, max-file: "5"}
                    live-restore: true
                    userland-proxy: false

                storage:
                  volumes:
                    - name: docker-data
                      match: {ebs_device: /dev/sdf}
                      format: ext4
                      label: docker-data
                      mount: {path: /var/lib/docker, options: [noatime], required_by: [docker.service]}
                      wipe: never

                # The user is the distribution's own (ubuntu, ec2-user, admin).
                ssh:
                  password_authentication: false
                time:
                  servers: [169.254.169.123]
                sysctl:
                  net.ipv4.ip_forward: 1
                  fs.inotify.max_user_instances: 1024

                """###),
        File(
            name: "docker-host",
            text: ###"""
                # A host for containers. Its data lives on a volume of its own, so that a new image finds the old containers.
                apiVersion: basalt/v1
                kind: Profile
                metadata:
                  name: docker-host
                  description: A Docker host whose images, containers and volumes live on an EBS volume.
                extends: [base.yaml]
                target:
                  os: basalt
                  architecture: x86_64
                  platform: aws

                image:
                  layers:
                    # Those of base.yaml and the engine: a list of layers replaces the one that it extends.
                    # Add `snapshot` and `lock` to a copy of this profile, so that every build uses the same package versions.
                    - debian:
                        suite: trixie
                        packages:
                          - systemd
                          - systemd-sysv
                          - systemd-resolved
                          - systemd-timesyncd
                          - systemd-repart # makes and grows the partition for /var
                          - udev
                          - dbus
                          - openssh-server
                          - ca-certificates
                          - curl # the host's scripts call AWS with it: no AWS CLI, no Python
                          - nvme-cli # tells which NVMe disk is the EBS volume that was attached as /dev/sdf
                          - iproute2
                          - kmod
                          - procps
                          - e2fsprogs # add xfsprogs, btrfs-progs or mdadm when volumes use them
                          - fdisk
                          - dmsetup
                          - cryptsetup-bin
                          - mount
                          - util-linux
                          - login
                          - passwd
                          - bash
                          - coreutils
                          - netbase
                          - tzdata
                          - linux-sysctl-defaults
                          - docker.io
                          - docker-cli # a package of its own in Debian 13
                          - iptables
                          - apparmor # the kernel enables AppArmor, and Docker then needs its parser
                    # Only unpacked: their scripts would pull in an initramfs generator, a boot loader and Perl.
                    - debs:
                        suite: trixie
                        packages: [linux-image-cloud-amd64, systemd-boot-efi, ignition, busybox-static]
                  tests:
                    - name: the root file system is read-only
                      run: "! touch /usr/probe"
                    - name: the engine runs with the overlay2 driver
                      run: docker info
                      expect: "Storage Driver: overlay2"

                docker:
                  version: "26.1"
                  daemon:
                    # The file-based default of Docker never rotates; this driver does, and compresses.
                    log-driver: local
                    log-opts: {max-size: 10m, max-file: "5"} # strings, also where they look like numbers
                    storage-driver: overlay2
                    # Containers go on while the engine restarts. Swarm excludes it: see swarm.yaml.
                    live-restore: true
                    userland-proxy: false

                storage:
                  volumes:
                    # The name that the volume is attached by, on every instance type; Nitro's own names (/dev/nvme1n1) may change at
                    # each boot. A blank volume gets a file system; one that holds anything else is refused, never formatted.
                    - name: docker-data
                      match: {ebs_device: /dev/sdf}
                      format: ext4
                      label: docker-data
                      mount:
                        path: /var/lib/docker
                        options: [noatime] # not nosuid or nodev: the containers' volumes would inherit them
                        required_by: [docker.service] # without the volume the host boots, but the engine does not start
                      wipe: never

                sysctl:
                  net.ipv4.ip_forward: 1
                  fs.inotify.max_user_instances: 1024

                """###),
        File(
            name: "fcos",
            text: ###"""
                # The same Docker host on Fedora CoreOS. No image is built: start Fedora's AMI with the rendered Ignition config.
                apiVersion: basalt/v1
                kind: Profile
                metadata:
                  name: fcos
                  description: A Docker host on Fedora CoreOS.
                target:
                  os: fcos
                  architecture: x86_64
                  platform: aws

                instance:
                  metadata_options: {http_tokens: required, http_put_response_hop_limit: 1, http_endpoint: enabled}

                docker:
                  daemon:
                    log-driver: local
                    log-opts: {max-size: 10m, max-file: "5"}
                    live-restore: true
                    userland-proxy: false

                storage:
                  volumes:
                    - name: docker-data
                      match: {ebs_device: /dev/sdf}
                      format: xfs
                      label: docker-data
                      mount: {path: /var/lib/docker, options: [noatime], required_by: [docker.service]}
                      wipe: never
                  files:
                    # Fedora passes --log-driver and --live-restore here. The engine does not start when a setting comes both as an
                    # option and in daemon.json, so this keeps only the options that the profile does not set.
                    - path: /etc/sysconfig/docker
                      mode: 0644
                      overwrite: true
                      contents:
                        inline: |
                          OPTIONS="--selinux-enabled --default-ulimit nofile=1024:1024 --init-path /usr/libexec/docker/docker-init --userland-proxy-path /usr/libexec/docker/docker-proxy"

                # Hosts are replaced, not updated in place: without this Fedora CoreOS installs updates and reboots by itself.
                systemd:
                  units:
                    - {name: zincati.service, mask: true}

                # The user is `core`; the key pair of the launch template works as well. Time comes from chrony here.
                ssh:
                  password_authentication: false
                time:
                  servers: [169.254.169.123]
                sysctl:
                  net.ipv4.ip_forward: 1
                  fs.inotify.max_user_instances: 1024

                """###),
        File(
            name: "flatcar",
            text: ###"""
                # The same Docker host on Flatcar. No image is built: start Flatcar's AMI with the rendered Ignition config (spec 3.3).
                apiVersion: basalt/v1
                kind: Profile
                metadata:
                  name: flatcar
                  description: A Docker host on Flatcar Container Linux.
                target:
                  os: flatcar
                  architecture: x86_64
                  platform: aws

                instance:
                  metadata_options: {http_tokens: required, http_put_response_hop_limit: 1, http_endpoint: enabled}

                # Flatcar brings the engine. From version 29 on it keeps new images in /var/lib/containerd: then give that path a
                # volume too, and say so with `version`.
                docker:
                  daemon:
                    log-driver: local
                    log-opts: {max-size: 10m, max-file: "5"}
                    live-restore: true
                    userland-proxy: false

                storage:
                  volumes:
                    - name: docker-data
                      match: {ebs_device: /dev/sdf}
                      format: ext4
                      label: docker-data
                      mount: {path: /var/lib/docker, options: [noatime], required_by: [docker.service]}
                      wipe: never

                # Hosts are replaced, not updated in place: without these two Flatcar installs updates and reboots by itself.
                systemd:
                  units:
                    - {name: update-engine.service, mask: true}
                    - {name: locksmithd.service, mask: true}

                # The user is `core`; the key pair of the launch template works as well.
                ssh:
                  password_authentication: false
                time:
                  servers: [169.254.169.123]
                sysctl:
                  net.ipv4.ip_forward: 1
                  fs.inotify.max_user_instances: 1024

                """###),
        File(
            name: "swarm",
            text: ###"""
                # A Docker Swarm of three roles with one image. Start one host with the role init, then managers and workers.
                apiVersion: basalt/v1
                kind: Profile
                metadata:
                  name: swarm
                  description: Members of a Docker Swarm; the join tokens lie in SSM parameters.
                extends: [docker-host.yaml]
                target:
                  os: basalt
                  architecture: x86_64
                  platform: aws

                docker:
                  daemon:
                    live-restore: false # the engine does not start with both this and Swarm

                cluster:
                  swarm:
                    action: join
                    as: worker
                    # A name that leads to the managers, such as a record of Route 53 or an internal network load balancer.
                    join_addr: ["swarm.internal:2377"]
                    # The role of the workers' instances needs to read the worker token only.
                    secrets:
                      manager_token: {ssm_parameter: /swarm/manager-token}
                      worker_token: {ssm_parameter: /swarm/worker-token}

                roles:
                  # Creates the swarm when no manager token is stored yet, and stores both tokens. A replaced init host finds the token
                  # and joins the swarm that exists. Its instance role may read and write the two parameters and /swarm/manager-token-claim.
                  init:
                    cluster:
                      swarm: {action: init, as: manager, availability: drain, publish_tokens: true}
                  # Three, five or seven managers with init counted. They run no tasks, so that load cannot cost the quorum.
                  manager:
                    cluster:
                      swarm: {action: join, as: manager, availability: drain}
                  worker:
                    cluster:
                      swarm: {action: join, as: worker}

                """###),
    ]

    package static let templates: [File] = [
        File(
            name: "aws-helper",
            text: ###"""
                # The service interface is small on purpose: other templates' scripts call these verbs.
                apiVersion: basalt/v1
                kind: Template
                metadata:
                  name: aws-helper
                  description: Installs basalt-aws, which reads and writes SSM parameters, reads S3 objects and registers load balancer targets with the instance's role.
                storage:
                  files:
                    - path: /etc/basalt/bin/basalt-aws
                      mode: 0755
                      overwrite: true
                      contents:
                        inline: |
                          #!/bin/sh
                          # Calls AWS with the role of this instance. Needs curl 7.87 or newer (older ones leave headers unsigned).
                          # Keys, tokens and values reach curl on standard input, so they never show in a process list.
                          # Exit codes: 0 done, 1 failed, 2 wrong usage, 3 no such parameter or object, 4 exists already.
                          set -eu
                          umask 077
                          export LC_ALL=C

                          fail() { echo "basalt-aws: $1" >&2; exit "${2:-1}"; }
                          need() { [ "$1" -eq "$2" ] || fail "usage: ssm-get NAME | ssm-put NAME [--if-absent] | s3-get BUCKET KEY | elb-register|elb-deregister|elb-health ARN PORT | instance-id | json-get KEY" 2; }

                          # json_get KEY: prints the text of the first string that stands under KEY, however deep; 1 when there is none.
                          json_get() {
                            awk -v key="$1" 'BEGIN { RS = "\001" }
                              function hex(h,  n, i) { for (i = 1; i <= 4; i++) n = n * 16 + index("0123456789abcdef", tolower(substr(h, i, 1))) - 1; return n }
                              function utf8(u) {
                                if (u < 128) return sprintf("%c", u)
                                if (u < 2048) return sprintf("%c%c", 192 + int(u / 64), 128 + u % 64)
                                if (u < 65536) return sprintf("%c%c%c", 224 + int(u / 4096), 128 + int(u / 64) % 64, 128 + u % 64)
                                return sprintf("%c%c%c%c", 240 + int(u / 262144), 128 + int(u / 4096) % 64, 128 + int(u / 64) % 64, 128 + u % 64)
                              }
                              function plain(t,  r, i, c, u) {
                                while (i = index(t, "\\")) {
                                  r = r substr(t, 1, i - 1); c = substr(t, i + 1, 1); t = substr(t, i + 2)
                                  if (c == "u") {
                                    u = hex(t); t = substr(t, 5)
                                    if (u >= 55296 && u < 56320 && substr(t, 1, 2) == "\\u") { u = 65536 + (u - 55296) * 1024 + hex(substr(t, 3)) - 56320; t = substr(t, 7) }
                                    c = utf8(u)
                                  } else if (i = index("bfnrt", c)) c = substr("\b\f\n\r\t", i, 1)
                                  r = r c
                                }
                                return r t
                              }
                              { s = s $0 }
                              END {
                                while (match(s, /"([^"\\]|\\.)*"/)) {
                                  t = substr(s, RSTART + 1, RLENGTH - 2)
                                  if (want && substr(s, 1, RSTART - 1) ~ /^[ \t\r\n]*:[ \t\r\n]*$/) { printf "%s", plain(t); exit 0 }
                                  want = (t == key); s = substr(s, RSTART + RLENGTH)
                                }
                                exit 1
                              }'
                          }
                          # quote json|config|url: quotes standard input as a JSON string, for a curl configuration, for a URL path.
                          quote() {
                            awk -v as="$1" 'BEGIN { RS = "\001"; for (i = 1; i < 256; i++) code[sprintf("%c", i)] = i }
                              { s = s (NR > 1 ? "\001" : "") $0 }
                              END {
                                for (i = 1; i <= length(s); i++) {
                                  c = substr(s, i, 1); n = code[c]
                                  if (as == "url") printf "%s", (c ~ /[A-Za-z0-9._~\/-]/ ? c : sprintf("%%%02X", n))
                                  else if (c == "\\" || c == "\"") printf "\\%s", c
                                  else if (c == "\n") printf "\\n"
                                  else if (as == "json" && n < 32) printf "\\u%04x", n
                                  else if (c == "\r") printf "\\r"
                                  else if (c == "\t") printf "\\t"
                                  else printf "%s", c
                                }
                              }'
                          }

                          # request CONFIGURATION CURL-ARGUMENT...: sends one request; tries again, later and later, while the other
                          # side is unreachable or too busy. Sets status; the answer goes to $work/body.
                          request() {
                            tries=${BASALT_AWS_TRIES:-5} delay=1 configuration=$1
                            shift
                            while :; do
                              : >"$work/body"
                              status=$(printf '%s\n' "$configuration" | curl -q -sS --config - --connect-timeout 3 --max-time "${BASALT_AWS_TIMEOUT:-20}" \
                                -o "$work/body" -w '%{http_code}' "$@" 2>"$work/error") || status=000
                              case $status in
                                000 | 429 | 5??) ;;
                                4??) grep -qiE 'throttl|TooManyRequests|RequestLimitExceeded|TooManyUpdates' "$work/body" || return 0 ;;
                                *) return 0 ;;
                              esac
                              tries=$((tries - 1))
                              [ "$tries" -gt 0 ] || return 0
                              sleep "$delay"
                              delay=$((delay * 2))
                            done
                          }
                          # metadata PATH REMEDY: sets value from the instance metadata service.
                          metadata() {
                            imds=${BASALT_IMDS_ENDPOINT:-http://169.254.169.254}/latest
                            if [ -z "${imds_token-}" ]; then
                              request 'header = "X-aws-ec2-metadata-token-ttl-seconds: 300"' -X PUT --noproxy '*' "$imds/api/token"
                              [ "$status" = 200 ] || fail "the metadata service $imds gave no token (status $status): enable http_endpoint, and use the host's network or a hop limit of 2 in containers"
                              imds_token=$(cat "$work/body")
                            fi
                            request "header = \"X-aws-ec2-metadata-token: $imds_token\"" --noproxy '*' "$imds/meta-data/$1"
                            [ "$status" = 200 ] || fail "the metadata service has no $1 (status $status)${2-}"
                            value=$(cat "$work/body")
                          }
                          # prepare SERVICE: sets url, and signing, which is the secret part of the curl configuration.
                          prepare() {
                            metadata placement/region
                            region=$value
                            metadata iam/security-credentials/ ': attach an instance profile to this instance'
                            metadata "iam/security-credentials/$(head -n 1 "$work/body")"
                            url=${BASALT_AWS_ENDPOINT:-https://SERVICE.REGION.amazonaws.com}
                            case ${BASALT_AWS_ENDPOINT:+set}$region in cn-*) url=$url.cn ;; esac
                            url=$(printf '%s\n' "$url" | sed "s/SERVICE/$1/; s/REGION/$region/; s,/*$,,")
                            signing=$(
                              printf 'aws-sigv4 = "aws:amz:%s:%s"\n' "$region" "$1"
                              printf 'user = "%s:%s"\n' "$(json_get AccessKeyId <"$work/body")" "$(json_get SecretAccessKey <"$work/body")"
                              printf 'header = "x-amz-security-token: %s"' "$(json_get Token <"$work/body")"
                            )
                          }
                          # complain WHAT: turns the error answer of AWS (JSON or XML) into one line and leaves.
                          complain() {
                            type=$(json_get __type <"$work/body" || sed -n 's/.*<Code>\([^<]*\)<.*/\1/p' "$work/body" | head -n 1)
                            text=$(json_get message <"$work/body" || json_get Message <"$work/body" || sed -n 's/.*<Message>\([^<]*\)<.*/\1/p' "$work/body" | head -n 1)
                            type=${type##*#} code=1
                            case $type in
                              ParameterNotFound | NoSuchKey) code=3 ;;
                              ParameterAlreadyExists) code=4 ;;
                              *Signature* | RequestTimeTooSkewed) text="$text (the clock may be wrong, or curl older than 7.87: $(curl -q -V | head -n 1 | cut -c 1-12))" ;;
                            esac
                            [ "$status" != 000 ] || text=$(cat "$work/error")
                            fail "$1: status $status${type:+ $type}: $(printf '%s' "$text" | tr '\n' ' ')" "$code"
                          }
                          ssm() { # ssm ACTION JSON NAME
                            prepare ssm
                            data=$(printf '%s' "$2" | quote config)
                            request "$signing
                          data-raw = \"$data\"" -H "X-Amz-Target: AmazonSSM.$1" -H 'Content-Type: application/x-amz-json-1.1' "$url/"
                            [ "$status" = 200 ] || complain "$1 $3"
                          }
                          elb() { # elb ACTION ARN PORT
                            metadata instance-id
                            instance=$value
                            prepare elasticloadbalancing
                            request "$signing" --data-urlencode "Action=$1" --data-urlencode Version=2015-12-01 --data-urlencode "TargetGroupArn=$2" \
                              --data-urlencode "Targets.member.1.Id=$instance" --data-urlencode "Targets.member.1.Port=$3" "$url/"
                            [ "$status" = 200 ] || complain "$1 $2 port $3"
                          }

                          verb=${1-} count=$#
                          case $verb in
                            ssm-get) need $count 2 ;;
                            ssm-put)
                              [ "${3-}" != --if-absent ] || count=$((count - 1))
                              need $count 2
                              ;;
                            s3-get | elb-*) need $count 3 ;;
                            json-get)
                              need $count 2
                              json_get "$2"
                              exit
                              ;;
                            instance-id) need $count 1 ;;
                            *) need 0 1 ;;
                          esac
                          command -v curl >/dev/null || fail "curl is missing: add it to the image"
                          work=$(mktemp -d "${BASALT_RUN:-/run}/basalt-aws.XXXXXX") # in memory, for it holds secrets for a moment
                          trap 'rm -rf "$work"' EXIT
                          trap 'exit 1' HUP INT TERM
                          case $verb in
                            ssm-get)
                              ssm GetParameter "{\"Name\":\"$(printf '%s' "$2" | quote json)\",\"WithDecryption\":true}" "$2"
                              json_get Value <"$work/body" || fail "GetParameter $2: the answer holds no value"
                              ;;
                            ssm-put)
                              overwrite=true
                              [ "${3-}" != --if-absent ] || overwrite=false
                              ssm PutParameter "{\"Name\":\"$(printf '%s' "$2" | quote json)\",\"Value\":\"$(quote json)\",\"Type\":\"SecureString\",\"Overwrite\":$overwrite}" "$2"
                              ;;
                            s3-get)
                              case /$3/ in */./* | */../*) fail "s3-get: a key with . or .. as a part cannot be fetched: rename the object" 2 ;; esac
                              prepare s3
                              # Curl 7.88 leaves this header out, which S3 demands: it is the hash of the empty body.
                              request "$signing" -H x-amz-content-sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 "$url/$2/$(printf '%s' "$3" | quote url)"
                              [ "$status" = 200 ] || complain "GetObject s3://$2/$3"
                              cat "$work/body"
                              ;;
                            elb-register) elb RegisterTargets "$2" "$3" ;;
                            elb-deregister) elb DeregisterTargets "$2" "$3" ;;
                            elb-health)
                              elb DescribeTargetHealth "$2" "$3"
                              tr -d '\n' <"$work/body" | sed 's/.*<State>\([^<]*\)<.*/\1/'
                              echo
                              ;;
                            instance-id)
                              metadata instance-id
                              echo "$value"
                              ;;
                          esac

                """###),
        File(
            name: "ca-certificates",
            text: ###"""
                apiVersion: basalt/v1
                kind: Template
                metadata:
                  name: ca-certificates
                  description: Makes the host trust the certificates in /etc/basalt/certificates/*.crt, before the container engine starts.
                parameters:
                  - name: family
                    type: string
                    enum: [debian, fedora, flatcar]
                    description: Kind of distribution, since each has its own folder and command; debian also stands for Ubuntu and Basalt.
                storage:
                  files:
                    - path: /etc/basalt/bin/basalt-ca-certificates
                      mode: 0755
                      overwrite: true
                      contents:
                        inline: |
                          #!/bin/sh
                          # Adds /etc/basalt/certificates/*.crt to the trusted certificates of the host: debian|fedora|flatcar.
                          set -eu
                          from=/etc/basalt/certificates
                          command=update-ca-certificates
                          [ "$1" != fedora ] || command=update-ca-trust
                          if ! command -v "$command" >/dev/null; then
                            echo "basalt-ca-certificates: $command is missing: install the package ca-certificates" >&2
                            exit 1
                          fi
                          copy() { # copy FOLDER SUFFIX: replaces the copies that an earlier run made
                            mkdir -p "$1"
                            rm -f "$1"/basalt-*."$2"
                            for file in "$from"/*.crt; do
                              name=${file##*/}
                              [ ! -e "$file" ] || cp "$file" "$1/basalt-${name%.crt}.$2"
                            done
                          }
                          case $1 in
                            # Debian reads local certificates below /usr, which is read-only on Basalt, unless told otherwise.
                            debian) update-ca-certificates --localcertsdir "$from" ;;
                            fedora) copy /etc/pki/ca-trust/source/anchors crt && update-ca-trust extract ;;
                            flatcar) copy /etc/ssl/certs pem && update-ca-certificates ;;
                          esac
                          echo "basalt-ca-certificates: the host trusts $from" >&2
                systemd:
                  units:
                    - name: basalt-ca-certificates.service
                      enabled: true
                      contents: |
                        [Unit]
                        Description=Trust the site's certificates
                        Before=containerd.service docker.service

                        [Service]
                        Type=oneshot
                        RemainAfterExit=yes
                        ExecStart=/bin/sh /etc/basalt/bin/basalt-ca-certificates {{ family }}

                        [Install]
                        WantedBy=multi-user.target

                """###),
        File(
            name: "container-helper",
            text: ###"""
                apiVersion: basalt/v1
                kind: Template
                metadata:
                  name: container-helper
                  description: Installs the script that the units of the container template run.
                include: [aws-helper]
                storage:
                  files:
                    - path: /etc/basalt/bin/basalt-container
                      mode: 0755
                      overwrite: true
                      contents:
                        inline: |
                          #!/bin/sh
                          # Helps the unit of a container: prepare NAME IMAGE | announce NAME | withdraw NAME.
                          # announce waits until the container is healthy and registers the host in BASALT_TARGET_GROUP;
                          # withdraw takes it out again and, while the container runs, waits until its connections are drained.
                          set -eu
                          verb=$1 name=$2
                          say() { echo "basalt-container $name: $1" >&2; }
                          state() { # prints the health of the container, or else its status: running, exited, ...
                            json=$(curl -q -sf --max-time 10 --unix-socket "${BASALT_DOCKER_SOCKET:-/var/run/docker.sock}" "http://localhost/containers/$name/json") || return 0
                            printf '%s\n' "$json" | tr -d '\n' | sed -n -e 's/.*"Health":{"Status":"\([a-z]*\)".*/\1/p' -e t -e 's/.*"State":{"Status":"\([a-z]*\)".*/\1/p'
                          }
                          healthy() {
                            if [ "${BASALT_HEALTH_PATH-}" ]; then
                              curl -q -sf --noproxy '*' --max-time 5 -o /dev/null "http://127.0.0.1:$BASALT_HEALTH_PORT$BASALT_HEALTH_PATH"
                            else # a container without a health check has only its status
                              case $(state) in healthy | running) ;; *) return 1 ;; esac
                            fi
                          }
                          target() { sh "${0%/*}/basalt-aws" "elb-$1" "$BASALT_TARGET_GROUP" "$BASALT_PORT"; }
                          case $verb in
                            prepare)
                              docker rm --force "$name" >/dev/null 2>&1 || true # left over from a crash
                              delay=1
                              until docker image inspect "$3" >/dev/null 2>&1 || docker pull --quiet "$3"; do
                                if [ "$delay" -gt 64 ]; then
                                  say "cannot pull $3: check the name, the network and the registry's credentials; the unit tries again"
                                  exit 1
                                fi
                                sleep "$delay"
                                delay=$((delay * 2))
                              done
                              ;;
                            announce)
                              [ "$BASALT_HEALTH_PORT" != 0 ] || BASALT_HEALTH_PORT=$BASALT_PORT
                              end=$(($(date +%s) + BASALT_HEALTH_TIMEOUT))
                              until healthy; do
                                if [ "$(date +%s)" -ge "$end" ]; then
                                  say "not healthy after $BASALT_HEALTH_TIMEOUT s, so not registered: see journalctl -u basalt-container-$name; the unit tries again"
                                  exit 1
                                fi
                                sleep 2
                              done
                              target register
                              say "healthy, registered in $BASALT_TARGET_GROUP port $BASALT_PORT"
                              ;;
                            withdraw)
                              target deregister
                              say "deregistered from $BASALT_TARGET_GROUP"
                              end=$(($(date +%s) + ${BASALT_DRAIN_TIMEOUT:-120}))
                              while [ "$(date +%s)" -lt "$end" ]; do
                                case $(state) in '' | exited | dead | created) break ;; esac # nothing is left that could be drained
                                [ "$(target health)" = draining ] || break
                                sleep 3
                              done
                              ;;
                          esac

                """###),
        File(
            name: "container",
            text: ###"""
                apiVersion: basalt/v1
                kind: Template
                metadata:
                  name: container
                  description: Runs one container exactly once on the host, started by systemd, and announces it to a load balancer while it is healthy.
                include: [container-helper]
                parameters:
                  - name: name
                    type: string
                    pattern: "^[a-z0-9]([a-z0-9_.-]*[a-z0-9])?$"
                    description: Name of the container, and part of the units' names.
                  - name: image
                    type: string
                    pattern: "^[a-z0-9][A-Za-z0-9._/:@-]*$"
                    description: Container reference; a digest pins the content. An image that is on the host already is not pulled again.
                  - name: arguments
                    type: list
                    default: []
                    pattern: "^[^\\x00-\\x1f\\x7f]*$"
                    description: Options for docker run, one element per word.
                  - name: command
                    type: list
                    default: []
                    pattern: "^[^\\x00-\\x1f\\x7f]*$"
                    description: Command and arguments inside the container; empty means the image's own.
                  - name: announce
                    type: boolean
                    default: false
                    description: Whether the host is registered in the target group while the container is healthy.
                  - name: target_group
                    type: string
                    default: ""
                    description: ARN of a target group of type instance.
                  - name: port
                    type: integer
                    default: 0
                    minimum: 0
                    maximum: 65535
                    description: Port of the host to register.
                  - name: health_path
                    type: string
                    default: ""
                    pattern: "^(/[A-Za-z0-9._~/?=&+,:@-]*)?$"
                    description: HTTP path that answers with 2xx or 3xx when healthy; empty means Docker's own health state.
                  - name: health_port
                    type: integer
                    default: 0
                    minimum: 0
                    maximum: 65535
                    description: Port of the host for the health path; 0 means the port that is registered.
                  - name: health_timeout
                    type: integer
                    default: 120
                    minimum: 1
                    maximum: 86400
                    description: Seconds to wait for health before the announcement counts as failed and starts over.
                systemd:
                  units:
                    - name: "basalt-container-{{ name }}.service"
                      enabled: true
                      contents: |
                        [Unit]
                        Description=Container {{ name }}
                        Requires=docker.service
                        Wants=network-online.target
                        After=docker.service network-online.target
                        StartLimitIntervalSec=0

                        [Service]
                        TimeoutStartSec=infinity
                        ExecStartPre=/bin/sh /etc/basalt/bin/basalt-container prepare {{ name }} {{ image }}
                        ExecStart=/usr/bin/docker run --rm --name {{ name }} {{ arguments | systemd-args }} {{ image }} {{ command | systemd-args }}
                        ExecStop=/usr/bin/docker stop --time 30 {{ name }}
                        TimeoutStopSec=60
                        Restart=always
                        RestartSec=5

                        [Install]
                        WantedBy=multi-user.target
                    # Starts after the container and therefore stops, and deregisters, before it. The container's unit wants this one,
                    # so that each restart of the container announces it anew.
                    - name: "basalt-announce-{{ name }}.service"
                      when: {announce: true}
                      enabled: true
                      contents: |
                        [Unit]
                        Description=Announce container {{ name }} to its load balancer
                        BindsTo=basalt-container-{{ name }}.service
                        Wants=network-online.target
                        After=basalt-container-{{ name }}.service network-online.target
                        StartLimitIntervalSec=0

                        [Service]
                        Type=oneshot
                        RemainAfterExit=yes
                        Environment=BASALT_TARGET_GROUP={{ target_group }} BASALT_PORT={{ port }}
                        Environment=BASALT_HEALTH_PATH={{ health_path }} BASALT_HEALTH_PORT={{ health_port }} BASALT_HEALTH_TIMEOUT={{ health_timeout }}
                        Environment=BASALT_DRAIN_TIMEOUT=120
                        TimeoutStartSec=infinity
                        TimeoutStopSec=200
                        ExecStart=/bin/sh /etc/basalt/bin/basalt-container announce {{ name }}
                        # Not ExecStop=, which is skipped when the unit is stopped or fails while it starts.
                        ExecStopPost=/bin/sh /etc/basalt/bin/basalt-container withdraw {{ name }}
                        Restart=on-failure
                        RestartSec=10

                        [Install]
                        WantedBy=basalt-container-{{ name }}.service

                """###),
        File(
            name: "docker-engine",
            text: ###"""
                apiVersion: basalt/v1
                kind: Template
                metadata:
                  name: docker-engine
                  description: Configures the Docker engine by daemon.json and starts it at boot; the unit is the distribution's own.
                parameters:
                  - name: daemon
                    type: json
                    default: {log-driver: local, log-opts: {max-size: 10m, max-file: "5"}}
                    description: The content of /etc/docker/daemon.json, in Docker's own keys. Values of log-opts are strings.
                storage:
                  files:
                    - path: /etc/docker/daemon.json
                      mode: 0644
                      overwrite: true
                      contents:
                        inline: "{{ daemon | json }}\n"
                systemd:
                  units:
                    - name: docker.service
                      enabled: true

                """###),
        File(
            name: "instance-store",
            text: ###"""
                apiVersion: basalt/v1
                kind: Template
                metadata:
                  name: instance-store
                  description: Mounts all instance-store disks of an EC2 instance as one volume; several disks become an array.
                include: [volume-helper]
                parameters:
                  - name: name
                    type: string
                    pattern: "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$"
                    description: Name of the volume, and part of the units' names.
                  - name: level
                    type: string
                    enum: [raid0, raid1, raid10]
                    default: raid0
                    description: Kind of array when there is more than one disk. The data is lost with the instance in any case.
                  - name: format
                    type: string
                    enum: [ext4, xfs, btrfs]
                    default: ext4
                    description: Kind of file system; the host needs its mkfs program.
                  - name: label
                    type: string
                    default: ""
                    pattern: "^[A-Za-z0-9._-]*$"
                    description: Label of the file system (ext4 at most 16 characters, xfs 12). A disk with another label is refused.
                  - name: path
                    type: string
                    pattern: "^(/([A-Za-z0-9_@:+-][A-Za-z0-9._@:+-]*|\\.[A-Za-z0-9_@:+-][A-Za-z0-9._@:+-]*|\\.\\.[A-Za-z0-9._@:+-]+))+$"
                    description: Where the volume is mounted.
                  - name: options
                    type: list
                    default: [defaults]
                    separator: ","
                    description: Mount options.
                  - name: required_by
                    type: list
                    default: []
                    pattern: "^[A-Za-z0-9:_.@\\\\-]+\\.(service|socket|mount|automount|swap|target|path|timer|slice)$"
                    description: Units that start after the mount, and not without it.
                systemd:
                  units:
                    # A missing disk stops the units in required_by, not the boot: nothing here belongs to local-fs.target, and the
                    # mount has no default dependencies, for it comes later than local-fs.target.
                    - name: "basalt-volume-{{ name }}.service"
                      enabled: true
                      contents: |
                        [Unit]
                        Description=Prepare the instance-store disks of volume {{ name }}

                        [Service]
                        Type=oneshot
                        RemainAfterExit=yes
                        Environment=BASALT_KIND=instance_store BASALT_LEVEL={{ level }} BASALT_DEADLINE=60
                        Environment=BASALT_NAME={{ name }} BASALT_FORMAT={{ format }} BASALT_LABEL={{ label }} BASALT_PATH={{ path }}
                        TimeoutStartSec=infinity
                        ExecStart=/bin/sh /etc/basalt/bin/basalt-volume instance-store

                        [Install]
                        WantedBy=multi-user.target
                    - name: "{{ path | systemd-path }}.mount"
                      enabled: true
                      contents: |
                        [Unit]
                        Description=Volume {{ name }} at {{ path }}
                        DefaultDependencies=no
                        Requires=basalt-volume-{{ name }}.service
                        After=basalt-volume-{{ name }}.service
                        Conflicts=umount.target
                        Before=umount.target {{ required_by }}

                        [Mount]
                        What=/run/basalt/volumes/{{ name }}
                        Where={{ path }}
                        Type={{ format }}
                        Options={{ options }}

                        [Install]
                        WantedBy=multi-user.target
                        RequiredBy={{ required_by }}
                    - name: "basalt-mounted-{{ name }}.service"
                      enabled: true
                      contents: |
                        [Unit]
                        Description=Let volume {{ name }} fill its disk
                        BindsTo={{ path | systemd-path }}.mount
                        After={{ path | systemd-path }}.mount
                        Before={{ required_by }}

                        [Service]
                        Type=oneshot
                        RemainAfterExit=yes
                        Environment=BASALT_NAME={{ name }} BASALT_FORMAT={{ format }} BASALT_PATH={{ path }}
                        ExecStart=/bin/sh /etc/basalt/bin/basalt-volume mounted

                        [Install]
                        WantedBy={{ path | systemd-path }}.mount

                """###),
        File(
            name: "kernel-modules",
            text: ###"""
                apiVersion: basalt/v1
                kind: Template
                metadata:
                  name: kernel-modules
                  description: Loads kernel modules at boot.
                parameters:
                  - name: modules
                    type: list
                    separator: "\n"
                    pattern: "^[A-Za-z0-9_-]+$"
                    description: Names of the modules, as modprobe knows them.
                storage:
                  files:
                    - path: /etc/modules-load.d/basalt.conf
                      mode: 0644
                      overwrite: true
                      contents:
                        inline: "{{ modules }}\n"

                """###),
        File(
            name: "log-shipping",
            text: ###"""
                apiVersion: basalt/v1
                kind: Template
                metadata:
                  name: log-shipping
                  description: Sends the host's journal to CloudWatch Logs with Fluent Bit, and goes on where it stopped after a restart.
                parameters:
                  - name: region
                    type: string
                    pattern: "^[a-z]{2}(-[a-z]+)+-[0-9]+$"
                    description: Region of the log group.
                  - name: log_group
                    type: string
                    pattern: "^[A-Za-z0-9._/#-]+$"
                    description: Name of the log group, made when it is absent; each host has a stream of its own name.
                  - name: image
                    type: string
                    default: cr.fluentbit.io/fluent/fluent-bit:3.2.10@sha256:d6dec000c4929a439562525728c708f6e99800d7ddc82efd6aa4f45f3a20b562
                    pattern: "^[a-z0-9][A-Za-z0-9._/:@-]+$"
                    description: Container reference of Fluent Bit.
                  - name: retention_days
                    type: integer
                    default: 30
                    minimum: 1
                    maximum: 3653
                    description: Days that a new log group keeps its entries; CloudWatch knows 1, 3, 5, 7, 14, 30, 60, 90 and some larger numbers.
                storage:
                  directories:
                    - path: /var/lib/basalt/log-shipping
                      mode: 0700
                  files:
                    # The role needs logs:CreateLogGroup, CreateLogStream, PutLogEvents and PutRetentionPolicy.
                    - path: /etc/basalt/fluent-bit.conf
                      mode: 0644
                      overwrite: true
                      contents:
                        inline: |
                          [SERVICE]
                              flush             5
                              log_level         warn
                          [INPUT]
                              name              systemd
                              tag               journal
                              path              /var/log/journal
                              db                /state/journal.db
                              strip_underscores on
                              lowercase         on
                              mem_buf_limit     20M
                          [OUTPUT]
                              name              cloudwatch_logs
                              match             *
                              region            {{ region }}
                              log_group_name    {{ log_group }}
                              log_stream_name   ${HOSTNAME}
                              log_retention_days {{ retention_days }}
                              auto_create_group on
                              retry_limit       no_limits
                systemd:
                  units:
                    - name: basalt-log-shipping.service
                      enabled: true
                      contents: |
                        [Unit]
                        Description=Send the journal to CloudWatch Logs
                        Requires=docker.service
                        Wants=network-online.target
                        After=docker.service network-online.target
                        StartLimitIntervalSec=0

                        [Service]
                        TimeoutStartSec=infinity
                        ExecStartPre=-/usr/bin/docker rm --force basalt-log-shipping
                        ExecStart=/usr/bin/docker run --rm --name basalt-log-shipping --network host --read-only --cap-drop ALL --cap-add DAC_READ_SEARCH --security-opt no-new-privileges --security-opt label=disable --log-driver none --memory 200m --volume /etc/basalt/fluent-bit.conf:/fluent-bit/etc/fluent-bit.conf:ro --volume /var/log/journal:/var/log/journal:ro --volume /etc/machine-id:/etc/machine-id:ro --volume /var/lib/basalt/log-shipping:/state {{ image }}
                        ExecStop=/usr/bin/docker stop --time 10 basalt-log-shipping
                        Restart=always
                        RestartSec=10

                        [Install]
                        WantedBy=multi-user.target

                """###),
        File(
            name: "node-exporter",
            text: ###"""
                apiVersion: basalt/v1
                kind: Template
                metadata:
                  name: node-exporter
                  description: Serves the host's metrics for Prometheus, from a container that sees the host read-only.
                parameters:
                  - name: port
                    type: integer
                    default: 9100
                    minimum: 1
                    maximum: 65535
                    description: TCP port that serves the metrics, on all addresses of the host.
                  - name: image
                    type: string
                    default: quay.io/prometheus/node-exporter:v1.9.1@sha256:d00a542e409ee618a4edc67da14dd48c5da66726bbd5537ab2af9c1dfc442c8a
                    pattern: "^[a-z0-9][A-Za-z0-9._/:@-]+$"
                    description: Container reference; a digest pins the content.
                systemd:
                  units:
                    - name: basalt-node-exporter.service
                      enabled: true
                      contents: |
                        [Unit]
                        Description=Host metrics for Prometheus on port {{ port }}
                        Requires=docker.service
                        Wants=network-online.target
                        After=docker.service network-online.target
                        StartLimitIntervalSec=0

                        [Service]
                        TimeoutStartSec=infinity
                        ExecStartPre=-/usr/bin/docker rm --force basalt-node-exporter
                        ExecStart=/usr/bin/docker run --rm --name basalt-node-exporter --network host --pid host --read-only --cap-drop ALL --user 65534:65534 --security-opt no-new-privileges --security-opt label=disable --log-driver none --volume /:/host:ro,rslave {{ image }} --path.rootfs=/host --web.listen-address=:{{ port }}
                        ExecStop=/usr/bin/docker stop --time 5 basalt-node-exporter
                        Restart=always
                        RestartSec=10

                        [Install]
                        WantedBy=multi-user.target

                """###),
        File(
            name: "proxy",
            text: ###"""
                apiVersion: basalt/v1
                kind: Template
                metadata:
                  name: proxy
                  description: Sends the web traffic of all services, of Docker and of containerd through a proxy.
                parameters:
                  - name: http
                    type: string
                    default: ""
                    pattern: "^(https?://[A-Za-z0-9._:@\\[\\]-]+(/[A-Za-z0-9._:/@+=,-]*)?)?$"
                    description: Proxy for http addresses, such as http://proxy.internal:3128; empty means none.
                  - name: https
                    type: string
                    default: ""
                    pattern: "^(https?://[A-Za-z0-9._:@\\[\\]-]+(/[A-Za-z0-9._:/@+=,-]*)?)?$"
                    description: Proxy for https addresses; empty means none.
                  - name: no_proxy
                    type: list
                    default: []
                    separator: ","
                    pattern: "^[A-Za-z0-9.:/_*\\[\\]-]+$"
                    description: Hosts, domains and networks to reach directly; the host itself and the metadata service are always among them.
                storage:
                  files:
                    - path: /etc/systemd/system.conf.d/10-basalt-proxy.conf
                      mode: 0644
                      overwrite: true
                      contents:
                        inline: |
                          [Manager]
                          DefaultEnvironment="HTTP_PROXY={{ http }}" "http_proxy={{ http }}"
                          DefaultEnvironment="HTTPS_PROXY={{ https }}" "https_proxy={{ https }}"
                          DefaultEnvironment="NO_PROXY=localhost,127.0.0.1,::1,169.254.169.254,{{ no_proxy }}" "no_proxy=localhost,127.0.0.1,::1,169.254.169.254,{{ no_proxy }}"
                systemd:
                  units:
                    # Drop-ins as well: they win over what the units or the distribution set, and need no restart of systemd.
                    - name: docker.service
                      dropins:
                        - name: 10-basalt-proxy.conf
                          contents: |
                            [Service]
                            Environment="HTTP_PROXY={{ http }}" "http_proxy={{ http }}"
                            Environment="HTTPS_PROXY={{ https }}" "https_proxy={{ https }}"
                            Environment="NO_PROXY=localhost,127.0.0.1,::1,169.254.169.254,{{ no_proxy }}" "no_proxy=localhost,127.0.0.1,::1,169.254.169.254,{{ no_proxy }}"
                    - name: containerd.service
                      dropins:
                        - name: 10-basalt-proxy.conf
                          contents: |
                            [Service]
                            Environment="HTTP_PROXY={{ http }}" "http_proxy={{ http }}"
                            Environment="HTTPS_PROXY={{ https }}" "https_proxy={{ https }}"
                            Environment="NO_PROXY=localhost,127.0.0.1,::1,169.254.169.254,{{ no_proxy }}" "no_proxy=localhost,127.0.0.1,::1,169.254.169.254,{{ no_proxy }}"

                """###),
        File(
            name: "secret-fetch",
            text: ###"""
                apiVersion: basalt/v1
                kind: Template
                metadata:
                  name: secret-fetch
                  description: Fetches one secret at boot to /run/basalt/secrets/NAME, before the units that need it start.
                include: [secret-helper]
                parameters:
                  - name: name
                    type: string
                    pattern: "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$"
                    description: File name of the secret below /run/basalt/secrets, and part of the unit's name.
                  - name: source
                    type: string
                    enum: [ssm, s3, file]
                    description: Where the value lies; an SSM parameter, an S3 object or a file on the host.
                  - name: location
                    type: string
                    pattern: "^[A-Za-z0-9._:/@+=,-]+$"
                    description: The parameter's name, s3://bucket/key, or an absolute path.
                  - name: required_by
                    type: list
                    default: []
                    pattern: "^[A-Za-z0-9:_.@\\\\-]+\\.(service|socket|mount|automount|swap|target|path|timer|slice)$"
                    description: Units that start after the secret is there, and not without it.
                systemd:
                  units:
                    - name: "basalt-secret-{{ name }}.service"
                      enabled: true
                      contents: |
                        [Unit]
                        Description=Fetch the secret {{ name }}
                        Wants=network-online.target
                        After=network-online.target
                        Before={{ required_by }}

                        [Service]
                        Type=oneshot
                        RemainAfterExit=yes
                        UMask=0077
                        # The script makes the shared folder: with RuntimeDirectory= the first unit to stop would remove it for all.
                        Environment=BASALT_DEADLINE=600
                        TimeoutStartSec=infinity
                        ExecStart=/bin/sh /etc/basalt/bin/basalt-secret {{ name }} {{ source }} {{ location }}

                        [Install]
                        WantedBy=multi-user.target
                        RequiredBy={{ required_by }}

                """###),
        File(
            name: "secret-helper",
            text: ###"""
                apiVersion: basalt/v1
                kind: Template
                metadata:
                  name: secret-helper
                  description: Installs the script that the units of secret-fetch run.
                include: [aws-helper]
                storage:
                  files:
                    - path: /etc/basalt/bin/basalt-secret
                      mode: 0755
                      overwrite: true
                      contents:
                        inline: |
                          #!/bin/sh
                          # Fetches one secret to /run/basalt/secrets/NAME (mode 0600, in memory): NAME ssm|s3|file LOCATION.
                          # Tries until BASALT_DEADLINE seconds are over, since the role, the network or the secret may come late.
                          set -eu
                          umask 077
                          name=$1 source=$2 location=$3
                          run=${BASALT_RUN:-/run}/basalt aws=${0%/*}/basalt-aws
                          say() { echo "basalt-secret $name: $1" >&2; }
                          (umask 022 && mkdir -p "$run")
                          mkdir -p "$run/secrets"
                          chmod 0700 "$run/secrets"
                          fetch() {
                            case $source in
                              ssm) sh "$aws" ssm-get "$location" ;;
                              s3)
                                key=${location#s3://}
                                sh "$aws" s3-get "${key%%/*}" "${key#*/}"
                                ;;
                              file) cat -- "$location" ;;
                              *) echo "unknown source $source" >&2 && exit 2 ;;
                            esac
                          }
                          new=$run/secrets/.$name.$$
                          trap 'rm -f "$new" "$new.why"' EXIT
                          trap 'exit 1' HUP INT TERM
                          end=$(($(date +%s) + ${BASALT_DEADLINE:-600})) delay=1 told=
                          until fetch >"$new" 2>"$new.why" && [ -s "$new" ]; do
                            why=$(cat "$new.why")
                            [ "$why" ] || why="$location is empty"
                            [ "$why" = "$told" ] || say "not yet: $why"
                            told=$why
                            if [ "$(($(date +%s) + delay))" -ge "$end" ]; then
                              say "gave up after ${BASALT_DEADLINE:-600} s. Check that $location exists and that this host may read it, then: systemctl restart basalt-secret-$name"
                              exit 1
                            fi
                            sleep "$delay"
                            [ "$delay" -ge 15 ] || delay=$((delay * 2))
                          done
                          mv -f "$new" "$run/secrets/$name"
                          say "written to $run/secrets/$name"

                """###),
        File(
            name: "ssh-ca",
            text: ###"""
                apiVersion: basalt/v1
                kind: Template
                metadata:
                  name: ssh-ca
                  description: Lets in users whose SSH certificates a trusted authority signed, and says whether passwords work.
                parameters:
                  - name: trusted_user_ca_keys
                    type: list
                    default: []
                    separator: "\n"
                    pattern: "^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)|sk-ssh-ed25519@openssh[.]com|sk-ecdsa-sha2-nistp256@openssh[.]com) [A-Za-z0-9+/]+=?=?( [^\\x00-\\x1f\\x7f]*)?$"
                    description: Public keys of the authorities, one line each as in an OpenSSH .pub file.
                  - name: password_authentication
                    type: boolean
                    default: false
                    description: Whether users may log in with a password.
                storage:
                  files:
                    # sshd keeps the first value it reads, so a low number wins over the distribution's own files.
                    - path: /etc/ssh/sshd_config.d/10-basalt.conf
                      when: {password_authentication: false}
                      mode: 0600
                      overwrite: true
                      contents:
                        inline: |
                          PasswordAuthentication no
                          KbdInteractiveAuthentication no
                    - path: /etc/ssh/sshd_config.d/10-basalt.conf
                      when: {password_authentication: true}
                      mode: 0600
                      overwrite: true
                      contents:
                        inline: |
                          PasswordAuthentication yes
                    - path: /etc/ssh/sshd_config.d/11-basalt-ca.conf
                      unless: {trusted_user_ca_keys: []}
                      mode: 0600
                      overwrite: true
                      contents:
                        inline: |
                          TrustedUserCAKeys /etc/ssh/basalt_user_ca.pub
                    - path: /etc/ssh/basalt_user_ca.pub
                      unless: {trusted_user_ca_keys: []}
                      mode: 0644
                      overwrite: true
                      contents:
                        inline: "{{ trusted_user_ca_keys }}\n"

                """###),
        File(
            name: "storage-volume",
            text: ###"""
                apiVersion: basalt/v1
                kind: Template
                metadata:
                  name: storage-volume
                  description: Waits for a disk, makes a file system on it when it is blank, mounts it, and lets it grow with its disk.
                include: [volume-helper]
                parameters:
                  - name: name
                    type: string
                    pattern: "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$"
                    description: Name of the volume, and part of the units' names.
                  - name: device_kind
                    type: string
                    enum: [ebs_device, by_id, label]
                    description: What the device name is; the name that an EBS volume is attached by, a name in /dev/disk/by-id, or the label of an existing file system.
                  - name: device
                    type: string
                    pattern: "^[A-Za-z0-9._:/@+=,-]+$"
                    description: The disk, such as /dev/sdf, also where Nitro calls it /dev/nvme1n1.
                  - name: format
                    type: string
                    enum: [ext4, xfs, btrfs]
                    default: ext4
                    description: Kind of file system; the host needs its mkfs program.
                  - name: label
                    type: string
                    default: ""
                    pattern: "^[A-Za-z0-9._-]*$"
                    description: Label of the file system (ext4 at most 16 characters, xfs 12). A disk with another label is refused.
                  - name: path
                    type: string
                    pattern: "^(/([A-Za-z0-9_@:+-][A-Za-z0-9._@:+-]*|\\.[A-Za-z0-9_@:+-][A-Za-z0-9._@:+-]*|\\.\\.[A-Za-z0-9._@:+-]+))+$"
                    description: Where the volume is mounted.
                  - name: options
                    type: list
                    default: [defaults]
                    separator: ","
                    description: Mount options.
                  - name: required_by
                    type: list
                    default: []
                    pattern: "^[A-Za-z0-9:_.@\\\\-]+\\.(service|socket|mount|automount|swap|target|path|timer|slice)$"
                    description: Units that start after the mount, and not without it.
                  - name: wipe
                    type: string
                    enum: [never, always]
                    default: never
                    description: With always, the file system is made anew at each boot, whatever it held. Partitioned disks are refused all the same.
                systemd:
                  units:
                    # A missing disk stops the units in required_by, not the boot: nothing here belongs to local-fs.target, and the
                    # mount has no default dependencies, for it comes later than local-fs.target.
                    - name: "basalt-volume-{{ name }}.service"
                      enabled: true
                      contents: |
                        [Unit]
                        Description=Prepare the disk of volume {{ name }}

                        [Service]
                        Type=oneshot
                        RemainAfterExit=yes
                        Environment=BASALT_KIND={{ device_kind }} BASALT_DEVICE={{ device }} BASALT_WIPE={{ wipe }} BASALT_DEADLINE=300
                        Environment=BASALT_NAME={{ name }} BASALT_FORMAT={{ format }} BASALT_LABEL={{ label }} BASALT_PATH={{ path }}
                        TimeoutStartSec=infinity
                        ExecStart=/bin/sh /etc/basalt/bin/basalt-volume disk

                        [Install]
                        WantedBy=multi-user.target
                    - name: "{{ path | systemd-path }}.mount"
                      enabled: true
                      contents: |
                        [Unit]
                        Description=Volume {{ name }} at {{ path }}
                        DefaultDependencies=no
                        Requires=basalt-volume-{{ name }}.service
                        After=basalt-volume-{{ name }}.service
                        Conflicts=umount.target
                        Before=umount.target {{ required_by }}

                        [Mount]
                        What=/run/basalt/volumes/{{ name }}
                        Where={{ path }}
                        Type={{ format }}
                        Options={{ options }}

                        [Install]
                        WantedBy=multi-user.target
                        RequiredBy={{ required_by }}
                    - name: "basalt-mounted-{{ name }}.service"
                      enabled: true
                      contents: |
                        [Unit]
                        Description=Let volume {{ name }} fill its disk
                        BindsTo={{ path | systemd-path }}.mount
                        After={{ path | systemd-path }}.mount
                        Before={{ required_by }}

                        [Service]
                        Type=oneshot
                        RemainAfterExit=yes
                        Environment=BASALT_NAME={{ name }} BASALT_FORMAT={{ format }} BASALT_PATH={{ path }}
                        ExecStart=/bin/sh /etc/basalt/bin/basalt-volume mounted

                        [Install]
                        WantedBy={{ path | systemd-path }}.mount

                """###),
        File(
            name: "swarm-join",
            text: ###"""
                apiVersion: basalt/v1
                kind: Template
                metadata:
                  name: swarm-join
                  description: Makes the host a member of a Docker Swarm; the init role creates the swarm only when there is none yet.
                include: [aws-helper]
                parameters:
                  - name: action
                    type: string
                    enum: [init, join]
                    description: Whether this host may create the swarm, or only joins one with the token in /run/basalt/secrets/swarm-token.
                  - name: role
                    type: string
                    enum: [manager, worker]
                    description: What the host becomes; the token decides, and this is checked afterwards.
                  - name: join_addr
                    type: list
                    default: []
                    pattern: "^([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\]):[0-9]{1,5}$"
                    description: Managers to ask, as host:port; tried in turn.
                  - name: advertise_addr
                    type: string
                    default: ""
                    pattern: "^([A-Za-z0-9\\[]([A-Za-z0-9.:_\\[\\]-]*))?$"
                    description: Address or interface that other members use to reach this host.
                  - name: listen_addr
                    type: string
                    default: ""
                    pattern: "^([A-Za-z0-9\\[]([A-Za-z0-9.:_\\[\\]-]*))?$"
                    description: Address or interface to listen on; empty means 0.0.0.0:2377.
                  - name: data_path_addr
                    type: string
                    default: ""
                    pattern: "^([A-Za-z0-9\\[]([A-Za-z0-9.:_\\[\\]-]*))?$"
                    description: Address or interface for the containers' traffic.
                  - name: availability
                    type: string
                    enum: [active, pause, drain]
                    default: active
                    description: Whether the host takes tasks.
                  - name: publish_tokens
                    type: boolean
                    default: false
                    description: Whether the init role stores the join tokens in the two SSM parameters, and renews them there after a rotation.
                  - name: manager_token_parameter
                    type: string
                    default: ""
                    description: SSM parameter of the manager token. Its presence tells a replaced init host to join instead of creating a second swarm.
                  - name: worker_token_parameter
                    type: string
                    default: ""
                    description: SSM parameter of the worker token.
                storage:
                  files:
                    - path: /etc/basalt/bin/basalt-swarm
                      mode: 0755
                      overwrite: true
                      contents:
                        inline: |
                          #!/bin/sh
                          # Brings the Docker engine of this host into a swarm; its settings are in the environment.
                          # Talks to the engine's socket, since the docker command would show the token in the process list.
                          set -eu
                          umask 077
                          say() { echo "basalt-swarm: $1" >&2; }
                          fail() { say "$1"; exit "${2:-1}"; }
                          aws() { sh "${0%/*}/basalt-aws" "$@"; }
                          # engine METHOD PATH: sends standard input; the answer is on standard output. Fails unless it is 2xx.
                          engine() {
                            answer=$(curl -q -sS --max-time "${BASALT_ENGINE_TIMEOUT:-90}" --unix-socket "${BASALT_DOCKER_SOCKET:-/var/run/docker.sock}" \
                              -X "$1" -H 'Content-Type: application/json' --data-binary @- -w '\n%{http_code}' "http://localhost$2" 2>&1) || true
                            printf '%s\n' "${answer%
                          *}"
                            case $answer in *"
                          2"??) ;; *) return 1 ;; esac
                          }
                          look() { # sets state: inactive, pending, active, error or locked
                            info=$(engine GET /info </dev/null) || fail "the engine does not answer: $info"
                            state=$(printf '%s' "$info" | aws json-get LocalNodeState) || fail "the engine knows no swarm mode"
                          }
                          manages() { case $info in *'"ControlAvailable":true'*) ;; *) return 1 ;; esac; }
                          passed() { [ "$(date +%s)" -ge "$end" ]; }
                          settle() { # waits until the engine has done what it goes on doing in the background
                            settled=$(($(date +%s) + 60))
                            while look && [ "$state" = pending ] && [ "$(date +%s)" -lt $settled ]; do sleep 2; done
                          }
                          members='"ListenAddr":"'${BASALT_LISTEN_ADDR:-0.0.0.0:2377}'","AdvertiseAddr":"'${BASALT_ADVERTISE_ADDR-}'","DataPathAddr":"'${BASALT_DATA_PATH_ADDR-}'","Availability":"'$BASALT_AVAILABILITY'"'
                          join() { # join ROLE: the token is on standard input
                            token=$(cat)
                            [ "${BASALT_JOIN_ADDR-}" ] || fail "there is a swarm to join, but join_addr is empty: name its managers in the profile"
                            told=
                            until [ "$state" = active ]; do
                              for address in $BASALT_JOIN_ADDR; do
                                if why=$(printf '{%s,"RemoteAddrs":["%s"],"JoinToken":"%s"}' "$members" "$address" "$token" | engine POST /swarm/join); then
                                  settle
                                  [ "$state" != active ] || break 2
                                fi
                                look
                                case $state in active) break 2 ;; pending) settle ;; esac
                                [ "$why" = "$told" ] || say "$address: $(printf '%s' "$why" | sed 's/SWMTKN-[A-Za-z0-9-]*/(token)/g')"
                                told=$why
                              done
                              if passed; then
                                [ "$BASALT_ACTION" = join ] || say "when that swarm is gone for good, delete the SSM parameters $BASALT_MANAGER_PARAMETER, $BASALT_MANAGER_PARAMETER-claim and ${BASALT_WORKER_PARAMETER-}"
                                fail "no manager let this host in: check join_addr ($BASALT_JOIN_ADDR), TCP port 2377 and the token"
                              fi
                              [ "$state" = active ] || sleep 5
                            done
                            if manages; then is=manager; else is=worker; fi
                            [ $is = "$1" ] || fail "the token made this host a $is, not a $1: correct the token's parameter, then: docker swarm leave --force && systemctl restart basalt-swarm" 3
                            say "joined as $1"
                          }
                          publish() { # the worker token first: once the manager token is there, the swarm counts as created
                            [ "$BASALT_PUBLISH" = true ] && manages || return 0
                            tokens=$(engine GET /swarm </dev/null) || fail "the engine does not give the join tokens: $tokens"
                            for kind in Worker Manager; do
                              parameter=$BASALT_WORKER_PARAMETER
                              [ $kind = Worker ] || parameter=$BASALT_MANAGER_PARAMETER
                              [ "$parameter" ] || continue
                              token=$(printf '%s' "${tokens##*\"JoinTokens\"}" | aws json-get $kind)
                              code=0
                              old=$(aws ssm-get "$parameter") || code=$?
                              [ $code = 0 ] || [ $code = 3 ] || fail "cannot read $parameter"
                              [ "$old" = "$token" ] && continue
                              printf '%s' "$token" | aws ssm-put "$parameter"
                              say "stored the token in $parameter"
                            done
                          }

                          command -v curl >/dev/null || fail "curl is missing: add it to the image"
                          end=$(($(date +%s) + ${BASALT_DEADLINE:-600}))
                          settle
                          case $state in
                            active)
                              say "already a member"
                              [ "$BASALT_ACTION" = join ] || publish
                              exit 0
                              ;;
                            locked) fail "the swarm is locked: run docker swarm unlock, then systemctl restart basalt-swarm" ;;
                            error) say "an earlier attempt failed; trying anew" ;;
                          esac
                          if [ "$BASALT_ACTION" = join ]; then
                            join "$BASALT_ROLE" <"${BASALT_RUN:-/run}/basalt/secrets/swarm-token"
                            exit 0
                          fi
                          if [ "${BASALT_MANAGER_PARAMETER-}" ]; then
                            told=none claim=$BASALT_MANAGER_PARAMETER-claim mine=$(aws instance-id) owner=
                            while :; do
                              code=0
                              token=$(aws ssm-get "$BASALT_MANAGER_PARAMETER") || code=$?
                              if [ $code = 0 ]; then
                                printf '%s' "$token" | join manager
                                publish
                                exit 0
                              fi
                              if [ $code = 3 ]; then # no swarm yet: whoever makes the claim creates it
                                [ "$owner" != "$mine" ] || break
                                code=0
                                printf '%s' "$mine" | aws ssm-put "$claim" --if-absent || code=$?
                                case $code in
                                  0) owner=$mine ;;
                                  4) owner=$(aws ssm-get "$claim") && code=0 ;;
                                esac
                                [ "$owner" != "$mine" ] || continue # look once more for a token before creating
                              fi
                              if passed; then
                                [ "$owner" ] || fail "cannot read $BASALT_MANAGER_PARAMETER or write $claim (see above): allow ssm:GetParameter and ssm:PutParameter to the instance's role"
                                fail "$owner claimed to create the swarm but never stored a token. When it is gone and no swarm exists: aws ssm delete-parameter --name $claim, then systemctl restart basalt-swarm"
                              fi
                              [ "${told-}" = "$owner" ] || say "waiting for ${owner:-SSM}"
                              told=$owner
                              sleep 5
                            done
                          else
                            say "warning: without a parameter for the manager token a replaced host starts a second swarm"
                          fi
                          why=$(printf '{%s,"Spec":{}}' "$members" | engine POST /swarm/init) || fail "docker swarm init failed: $why"
                          settle
                          [ "$state" = active ] || fail "the engine did not become active: $state"
                          say "created the swarm"
                          publish
                systemd:
                  units:
                    - name: basalt-swarm.service
                      enabled: true
                      contents: |
                        [Unit]
                        Description=Docker Swarm membership
                        Requires=docker.service
                        Wants=network-online.target
                        After=docker.service network-online.target
                        StartLimitIntervalSec=0

                        [Service]
                        Type=oneshot
                        RemainAfterExit=yes
                        Environment=BASALT_ACTION={{ action }} BASALT_ROLE={{ role }} BASALT_AVAILABILITY={{ availability }}
                        Environment="BASALT_JOIN_ADDR={{ join_addr }}"
                        Environment=BASALT_ADVERTISE_ADDR={{ advertise_addr }} BASALT_LISTEN_ADDR={{ listen_addr }} BASALT_DATA_PATH_ADDR={{ data_path_addr }}
                        Environment=BASALT_PUBLISH={{ publish_tokens }}
                        Environment=BASALT_MANAGER_PARAMETER={{ manager_token_parameter }} BASALT_WORKER_PARAMETER={{ worker_token_parameter }}
                        Environment=BASALT_DEADLINE=600
                        TimeoutStartSec=infinity
                        ExecStart=/bin/sh /etc/basalt/bin/basalt-swarm
                        Restart=on-failure
                        # Member in the wrong role: trying again would find a member, and hide the failure.
                        RestartPreventExitStatus=3
                        RestartSec=30

                        [Install]
                        WantedBy=multi-user.target

                """###),
        File(
            name: "sysctl",
            text: ###"""
                apiVersion: basalt/v1
                kind: Template
                metadata:
                  name: sysctl
                  description: Sets kernel parameters at boot.
                parameters:
                  - name: settings
                    type: map
                    pattern: "^[^\\x00-\\x1f\\x7f]*$"
                    description: Names as sysctl prints them, with their values.
                storage:
                  files:
                    - path: /etc/sysctl.d/90-basalt.conf
                      mode: 0644
                      overwrite: true
                      contents:
                        inline: "{{ settings }}\n"

                """###),
        File(
            name: "time",
            text: ###"""
                apiVersion: basalt/v1
                kind: Template
                metadata:
                  name: time
                  description: Sets the time servers, for systemd-timesyncd or for chrony as Fedora ships it.
                parameters:
                  - name: servers
                    type: list
                    default: ["169.254.169.123"]
                    pattern: "^[A-Za-z0-9]([A-Za-z0-9.:_-]*[A-Za-z0-9])?$"
                    description: Host names or addresses; the default is Amazon's time service, which needs no internet.
                  - name: implementation
                    type: string
                    enum: [timesyncd, chrony]
                    default: timesyncd
                    description: The program that keeps the time on this host.
                storage:
                  files:
                    - path: /etc/systemd/timesyncd.conf.d/10-basalt.conf
                      when: {implementation: timesyncd}
                      mode: 0644
                      overwrite: true
                      contents:
                        inline: |
                          [Time]
                          NTP={{ servers }}
                          FallbackNTP=
                    - path: /etc/basalt/time-servers
                      when: {implementation: chrony}
                      mode: 0644
                      overwrite: true
                      contents:
                        inline: "{{ servers }}\n"
                    - path: /etc/basalt/bin/basalt-chrony
                      when: {implementation: chrony}
                      mode: 0755
                      overwrite: true
                      contents:
                        inline: |
                          #!/bin/sh
                          # Writes /etc/chrony.conf with one line per server of /etc/basalt/time-servers.
                          set -eu
                          file=${BASALT_CHRONY:-/etc/chrony.conf}
                          {
                            tr -s ' ' '\n' <"${BASALT_SERVERS:-/etc/basalt/time-servers}" | sed -n 's/..*/server & iburst minpoll 4 maxpoll 4/p'
                            printf '%s\n' 'driftfile /var/lib/chrony/drift' 'makestep 1.0 3' rtcsync 'leapsectz right/UTC' 'logdir /var/log/chrony'
                          } >"$file.new"
                          mv -f "$file.new" "$file"
                          if command -v restorecon >/dev/null; then restorecon "$file"; fi
                          echo "basalt-chrony: wrote $file" >&2
                systemd:
                  units:
                    - name: systemd-timesyncd.service
                      when: {implementation: timesyncd}
                      enabled: true
                    - name: chronyd.service
                      when: {implementation: chrony}
                      enabled: true
                    - name: basalt-chrony.service
                      when: {implementation: chrony}
                      enabled: true
                      contents: |
                        [Unit]
                        Description=Write the time servers to chrony's configuration
                        Before=chronyd.service

                        [Service]
                        Type=oneshot
                        RemainAfterExit=yes
                        ExecStart=/bin/sh /etc/basalt/bin/basalt-chrony

                        [Install]
                        RequiredBy=chronyd.service

                """###),
        File(
            name: "volume-helper",
            text: ###"""
                apiVersion: basalt/v1
                kind: Template
                metadata:
                  name: volume-helper
                  description: Installs the script that the units of storage-volume and instance-store run.
                storage:
                  files:
                    - path: /etc/basalt/bin/basalt-volume
                      mode: 0755
                      overwrite: true
                      contents:
                        inline: |
                          #!/bin/sh
                          # Prepares the disk of one volume and links it to /run/basalt/volumes/NAME: disk | instance-store | mounted.
                          # Settings are in the environment. Only a blank disk gets a file system, unless BASALT_WIPE is always.
                          # What holds partitions, another file system or anything unknown, or is in use, is left alone.
                          set -eu
                          export LC_ALL=C
                          name=$BASALT_NAME format=$BASALT_FORMAT label=${BASALT_LABEL-} path=$BASALT_PATH
                          dev=${BASALT_DEV:-/dev} sys=${BASALT_SYS:-/sys} links=${BASALT_RUN:-/run}/basalt/volumes
                          end=$(($(date +%s) + ${BASALT_DEADLINE:-300}))
                          say() { echo "basalt-volume $name: $1" >&2; }
                          fail() { say "$1"; exit 1; }
                          need() { command -v "$1" >/dev/null || fail "$1 is missing: add the package $2 to the image"; }
                          block() { [ -b "$1" ] && readlink -f "$1"; }
                          passed() { [ "$(date +%s)" -ge "$end" ]; }

                          # On Nitro an EBS volume is /dev/nvme*n1; the name that it was attached by stands in the controller's vendor area.
                          nvme_named() {
                            command -v nvme >/dev/null || return 1
                            for model in "$sys"/class/block/nvme*n1/device/model; do
                              grep -qs 'Elastic Block Store' "$model" || continue
                              disk=${model%/device/model} disk=$dev/${disk##*/}
                              told=$(nvme id-ctrl --raw-binary "$disk" 2>/dev/null | dd bs=1 skip=3072 count=32 2>/dev/null | tr -d '\000 ') || continue
                              told=${told#/dev/} told=${told#sd} told=${told#xvd}
                              if [ "$told" = "$1" ] && block "$disk"; then return 0; fi
                            done
                            return 1
                          }
                          find_disk() {
                            case $BASALT_KIND in
                              by_id) block "$dev/disk/by-id/${BASALT_DEVICE#/dev/disk/by-id/}" ;;
                              label) block "$dev/disk/by-label/$BASALT_DEVICE" || block "$(blkid -L "$BASALT_DEVICE" || true)" ;;
                              *)
                                base=${BASALT_DEVICE#/dev/} tail=${BASALT_DEVICE#/dev/}
                                tail=${tail#sd} tail=${tail#xvd}
                                block "$dev/$base" || block "$dev/xvd$tail" || block "$dev/sd$tail" || nvme_named "$tail" && return 0
                                for link in "$dev"/disk/by-id/*[-_]sd"$tail" "$dev"/disk/by-id/*[-_]xvd"$tail"; do # serials of local machines
                                  block "$link" && return 0
                                done
                                return 1
                                ;;
                            esac
                          }
                          content() { # sets type, with_label and table from what blkid sees; anything ambiguous ends the run
                            code=0 type='' with_label='' table=''
                            seen=$(blkid -p -o export "$1") || code=$?
                            case $code in
                              0)
                                type=$(printf '%s\n' "$seen" | sed -n 's/^TYPE=//p')
                                with_label=$(printf '%s\n' "$seen" | sed -n 's/^LABEL=//p')
                                table=$(printf '%s\n' "$seen" | sed -n 's/^PTTYPE=//p')
                                ;;
                              2) ;;
                              *) fail "cannot tell what $1 holds (blkid ended with $code): look at it with wipefs $1" ;;
                            esac
                            set -- "$sys/class/block/${1##*/}/${1##*/}"*/partition
                            [ ! -e "$1" ] || table=${table:-unknown}
                          }
                          in_use() { # mounted anywhere, or part of an array, LVM or LUKS
                            grep -q -e "^[0-9]* [0-9]* $(cat "$sys/class/block/${1##*/}/dev") " -e " - [^ ]* $1 " /proc/self/mountinfo && return 0
                            set -- "$sys/class/block/${1##*/}/holders/"*
                            [ -e "$1" ]
                          }
                          zeros() { # the first 4 MiB can be read and hold only zeros: no unknown data, no LUKS without header
                            dd if="$1" bs=1M count=4 of=/dev/null 2>/dev/null || fail "cannot read $1"
                            [ "$(dd if="$1" bs=1M count=4 2>/dev/null | tr -d '\000' | head -c 1 | wc -c)" -eq 0 ]
                          }
                          make() { # make DISK: leaves DISK with the wanted file system
                            content "$1"
                            [ -z "$table" ] || fail "$1 holds partitions ($table): name another disk, or clear it by hand with wipefs -a $1"
                            if [ "${BASALT_WIPE:-never}" = always ] && [ ! -L "$links/$name" ]; then
                              need wipefs util-linux
                              say "wiping $1, as the profile says"
                              wipefs -q -a "$1"
                              type=
                            elif [ -z "$type" ] && ! zeros "$1"; then
                              fail "$1 is not blank, yet holds nothing known: clear it by hand with blkdiscard -z $1 if nobody needs it"
                            fi
                            if [ -z "$type" ]; then
                              [ "$BASALT_KIND" != label ] || fail "$1 has lost its label"
                              case $format in ext4) package=e2fsprogs ;; xfs) package=xfsprogs ;; *) package=btrfs-progs ;; esac
                              need "mkfs.$format" $package
                              say "making $format on $1"
                              "mkfs.$format" -q ${label:+-L "$label"} "$1"
                            elif [ "$type" != "$format" ]; then
                              fail "$1 holds $type, not $format: correct the profile, or clear it by hand with wipefs -a $1"
                            elif [ "$label" ] && [ "$with_label" != "$label" ]; then
                              fail "$1 holds $type labelled '$with_label', not '$label': correct the profile or the label"
                            elif [ "$type" = ext4 ] && command -v e2fsck >/dev/null; then
                              e2fsck -p "$1" >&2 || [ $? -lt 4 ] || fail "$1 needs repair by hand: e2fsck $1"
                            fi
                          }
                          stores() { # the instance-store disks, each once, though each has several links
                            for model in "$sys"/class/block/nvme*n*/device/model; do
                              disk=${model%/device/model} disk=${disk##*/}
                              case $disk in *p[0-9]*) continue ;; esac
                              ! grep -qs 'NVMe Instance Storage' "$model" || block "$dev/$disk" || true
                            done
                            for link in "$dev"/disk/by-id/*NVMe_Instance_Storage_*; do
                              case $link in *-part[0-9]*) ;; *) block "$link" || true ;; esac
                            done
                          }
                          array() { # array DISK...: sets disk to an array of them, the one of an earlier boot where there is one
                            need mdadm mdadm
                            members=0
                            for one; do
                              content "$one"
                              case $type in
                                linux_raid_member) members=$((members + 1)) ;;
                                '') if [ "$table" ] || ! zeros "$one"; then fail "$one holds partitions or unknown data: clear it by hand with blkdiscard -z $one"; fi ;;
                                *) fail "$one holds $type" ;;
                              esac
                            done
                            if [ $members -eq 0 ]; then
                              say "making a $BASALT_LEVEL of $*"
                              mdadm --create "$dev/md/$name" --run --metadata 1.2 --homehost any --name "$name" --level "$BASALT_LEVEL" --raid-devices $# "$@" >&2
                            elif [ $members -lt $# ]; then
                              fail "only $members of $# disks belong to an array: repair it with mdadm, or replace the instance"
                            else
                              set -- "$1" "$sys/class/block/${1##*/}/holders/"md* "$@"
                              if [ -e "$2" ]; then # udev has put it together already
                                disk=$dev/${2##*/}
                                mdadm --run "$disk" >&2 || true
                                return 0
                              fi
                              shift 2
                              mdadm --assemble --run "$dev/md/$name" "$@" >&2
                            fi
                            disk=$(block "$dev/md/$name") || fail "mdadm made no $dev/md/$name"
                          }
                          publish() {
                            mkdir -p "$links"
                            ln -sfn "$1" "$links/$name"
                            say "$1 is ready"
                          }

                          case $1 in
                            mounted) # after each mount: let the file system fill a disk that has grown
                              disk=$(readlink -f "$links/$name")
                              case $format in
                                ext4) resize2fs "$disk" ;;
                                xfs) xfs_growfs -d "$path" >/dev/null ;;
                                btrfs) btrfs filesystem resize max "$path" >/dev/null ;;
                              esac
                              if command -v selinuxenabled >/dev/null && selinuxenabled; then restorecon "$path"; fi
                              exit 0
                              ;;
                          esac
                          need blkid util-linux
                          if mountpoint -q "$path" && [ -e "$links/$name" ]; then
                            say "mounted already"
                            exit 0
                          fi
                          case $1 in
                            disk)
                              told=
                              until disk=$(find_disk); do
                                [ "$told" ] || say "waiting for $BASALT_DEVICE"
                                told=yes
                                if passed; then
                                  command -v nvme >/dev/null || say "nvme is missing, which names EBS volumes on Nitro: add the package nvme-cli to the image"
                                  fail "no disk $BASALT_DEVICE ($BASALT_KIND): attach the volume, then: systemctl restart basalt-volume-$name"
                                fi
                                sleep 1
                              done
                              ;;
                            instance-store)
                              if command -v udevadm >/dev/null; then udevadm settle -t 30 || true; fi
                              until disks=$(stores | sort -u) && [ "$disks" ]; do
                                if passed; then fail "this instance has no instance-store disks: choose a type that has them"; fi
                                sleep 1
                              done
                              # shellcheck disable=SC2086  # one word per disk
                              set -- $disks
                              disk=$1
                              [ $# -eq 1 ] || array "$@"
                              ;;
                            *) fail "unknown verb $1" ;;
                          esac
                          if in_use "$disk"; then fail "$disk is in use already: see lsblk $disk"; fi
                          make "$disk"
                          publish "$disk"

                """###),
    ]
}
