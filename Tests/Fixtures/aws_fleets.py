"""Fleets of the AWS stand-in: what moto lacks of launches, checks, target groups and volumes.

Played here: instances that are pending, and checks that are initializing, for a while; launches of fewer than asked for;
targets that become healthy or drained only after some looks; deregistering what is not registered.

Rules besides those of the stand-in; "form" narrows a rule to calls whose form has values that match:
    partial   RunInstances launches only "count"
    impaired  the checks of what RunInstances launches never pass
    unhealthy what RegisterTargets registers never becomes healthy
    stale     DescribeInstances leaves out what was launched through the stand-in

POST /_fault/fleet?region=R&name=N&count=C   makes images NAME@1 and NAME@2, a target group, and C instances of the first
GET /_fault/events                           what was changed, in the order in which it became so
"""

from moto.ec2.responses.instances import InstanceResponse

# A page of a description holds so many reservations, so that there are several.
PAGE = 7
# Looks for which something is not yet what it becomes.
LOOKS = 2
EVENTS, LAUNCHED, TARGETS = [], {}, {}
LIMIT = [None]
stand_in = None

original = InstanceResponse._get_param


def get_param(self, name, if_none=None, **rest):
    """moto launches the least that is asked for, and pages by what is asked for."""
    if name == "MinCount" and original(self, "MaxCount") is not None:
        most = int(original(self, "MaxCount"))
        return str(most if LIMIT[0] is None else min(most, LIMIT[0]))
    value = original(self, name, if_none, **rest)
    return min(int(value), PAGE) if name == "MaxResults" and value is not None else value


InstanceResponse._get_param = get_param


def event(what, **rest):
    EVENTS.append({"what": what} | rest)


def ids(call, name):
    return [value for key, value in sorted(call.form.items()) if key.split(".")[0] == name]


def run_instances(call, rule):
    LIMIT[0] = rule["count"] if rule and rule["do"] == "partial" else None
    try:
        status, headers, data = call.ask_moto()
    finally:
        LIMIT[0] = None
    if status >= 300:
        return status, headers, data

    def edit(root):
        for item in root.iter("instancesSet"):
            for instance in item:
                found = instance.findtext("instanceId")
                LAUNCHED[call.region, found] = {
                    "pending": LOOKS, "checks": LOOKS, "impaired": bool(rule and rule["do"] == "impaired")}
                event("launch", id=found, type=call.form.get("InstanceType", ""), subnet=call.form.get("SubnetId", ""),
                      zone=instance.findtext("placement/availabilityZone"))
    stand_in.edited(data, edit)
    return status, headers, data


def looked(record, name):
    if record[name] > 0:
        record[name] -= 1
        return False
    return True


def describe_instances(call, rule):
    status, headers, data = call.ask_moto()
    if status >= 300:
        return status, headers, data

    def edit(root):
        for parent in root.iter("instancesSet"):
            for item in list(parent):
                record = LAUNCHED.get((call.region, item.findtext("instanceId")))
                if record is None:
                    continue
                if rule and rule["do"] == "stale":
                    parent.remove(item)
                elif item.findtext("instanceState/name") == "running" and not looked(record, "pending"):
                    item.find("instanceState/name").text = "pending"
                    item.find("instanceState/code").text = "0"
    return status, headers, stand_in.edited(data, edit)


def describe_status(call, rule):
    status, headers, data = call.ask_moto()
    if status >= 300:
        return status, headers, data

    def edit(root):
        for item in root.iter("instanceStatusSet"):
            for instance in item:
                record = LAUNCHED.get((call.region, instance.findtext("instanceId")))
                if record is None:
                    continue
                word = "impaired" if record["impaired"] else "ok" if looked(record, "checks") else "initializing"
                for element in instance.iter("status"):
                    if element.text in ("ok", "initializing", "impaired"):
                        element.text = word
    return status, headers, stand_in.edited(data, edit)


def terminate(call, rule):
    wanted = ids(call, "InstanceId")
    held = {key[2] for key in TARGETS if key[0] == call.region}
    status, headers, data = call.ask_moto()
    if status < 300:
        for instance in wanted:
            event("terminate", id=instance, early=instance in held)
            for key in [key for key in TARGETS if key[0] == call.region and key[2] == instance]:
                del TARGETS[key]
    return status, headers, data


def targets(call):
    found = {}
    for key, value in call.form.items():
        parts = key.split(".")
        if parts[0] == "Targets" and parts[-1] == "Id":
            found[int(parts[2])] = value
    return [found[index] for index in sorted(found)]


def register(call, rule):
    answer = call.ask_moto()
    if answer[0] < 300:
        for target in targets(call):
            TARGETS[call.region, call.form["TargetGroupArn"], target] = {
                "state": "unhealthy" if rule and rule["do"] == "unhealthy" else "initial", "looks": LOOKS}
            event("register", id=target, group=call.form["TargetGroupArn"])
    return answer


def deregister(call, rule):
    group = call.form["TargetGroupArn"]
    wanted = targets(call)
    known = [target for target in wanted
             if TARGETS.get((call.region, group, target), {}).get("state") in ("initial", "unhealthy")]
    if known != wanted:
        # Amazon's answers well where there is nothing to do; moto's refuses.
        stand_in.verify(call)
        for target in known:
            stand_in.client("elbv2", call.region).deregister_targets(TargetGroupArn=group, Targets=[{"Id": target}])
        answer = (200, {"Content-Type": "text/xml"},
                  b"<DeregisterTargetsResponse><DeregisterTargetsResult/></DeregisterTargetsResponse>")
    else:
        answer = call.ask_moto()
    if answer[0] < 300:
        for target in known:
            TARGETS[call.region, group, target] = {"state": "draining", "looks": LOOKS}
            event("deregister", id=target, group=group)
    return answer


def describe_health(call, rule):
    status, headers, data = call.ask_moto()
    group = call.form["TargetGroupArn"]
    if status >= 300:
        return status, headers, data

    def edit(root):
        parent = next(root.iter("TargetHealthDescriptions"))
        for member in list(parent):
            record = TARGETS.get((call.region, group, member.findtext("Target/Id")))
            if record is None or record["state"] == "draining":
                parent.remove(member)
            elif record["state"] == "unhealthy" or not looked(record, "looks"):
                member.find("TargetHealth/State").text = record["state"]
        for key in [key for key in TARGETS if key[:2] == (call.region, group)]:
            record = TARGETS[key]
            if record["state"] != "draining":
                continue
            if looked(record, "looks"):
                del TARGETS[key]
                event("drained", id=key[2], group=group)
                continue
            member = stand_in.ET.SubElement(parent, "member")
            stand_in.ET.SubElement(stand_in.ET.SubElement(member, "TargetHealth"), "State").text = "draining"
            stand_in.ET.SubElement(stand_in.ET.SubElement(member, "Target"), "Id").text = key[2]
    return status, headers, stand_in.edited(data, edit)


def make(region, name, count):
    """A fleet of instances, with what it takes to replace them."""
    ec2, elb, ssm = (stand_in.client(service, region) for service in ("ec2", "elbv2", "ssm"))
    vpc = ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"][0]["VpcId"]
    subnets = sorted(ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["Subnets"],
                     key=lambda subnet: subnet["AvailabilityZone"])[:3]
    images = []
    for version in ("1", "2"):
        image = ec2.register_image(Name=f"{name}/{version}/x86_64", Architecture="x86_64")["ImageId"]
        ec2.create_tags(Resources=[image], Tags=[{"Key": "basalt:name", "Value": name},
                                                 {"Key": "basalt:version", "Value": version}])
        for word in [version] + (["stable"] if version == "2" else []):
            ssm.put_parameter(Name=f"/basalt/{name}/x86_64/{word}/image_id", Value=image, Type="String")
        images.append(image)
    group = elb.create_target_group(Name=name, Protocol="HTTP", Port=80, VpcId=vpc,
                                    TargetType="instance")["TargetGroups"][0]["TargetGroupArn"]
    made = []
    for index in range(count):
        instance = ec2.run_instances(
            ImageId=images[0], MinCount=1, MaxCount=1, SubnetId=subnets[index % 3]["SubnetId"], InstanceType="m5.large",
            TagSpecifications=[{"ResourceType": "instance", "Tags": [{"Key": "fleet", "Value": name}]}])
        made.append(instance["Instances"][0]["InstanceId"])
    elb.register_targets(TargetGroupArn=group, Targets=[{"Id": instance} for instance in made])
    for instance in made:
        TARGETS[region, group, instance] = {"state": "initial", "looks": 0}
    return {"images": images, "group": group, "instances": made,
            "subnets": [subnet["SubnetId"] for subnet in subnets],
            "zones": [subnet["AvailabilityZone"] for subnet in subnets]}


def control(path, query):
    """The answer to a control call; None for one that is not of fleets."""
    if path == "/_fault/fleet":
        return make(query["region"], query["name"], int(query["count"]))
    return list(EVENTS) if path == "/_fault/events" else None


PLAYED = {"ec2.RunInstances": run_instances, "ec2.DescribeInstances": describe_instances,
          "ec2.DescribeInstanceStatus": describe_status, "ec2.TerminateInstances": terminate,
          "elasticloadbalancing.RegisterTargets": register, "elasticloadbalancing.DeregisterTargets": deregister,
          "elasticloadbalancing.DescribeTargetHealth": describe_health}
