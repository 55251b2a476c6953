import AWS

extension Doctor {
    /// Nobody is asked, unless `asksAWS`.
    func aws() async -> [Finding] {
        let settings: AWSSettings
        let plan: CredentialPlan
        do throws(AWSError) {
            settings = try AWSSettings(surroundings.aws)
            plan = try CredentialPlan(settings)
        } catch {
            return [.missing("credentials", error.message, remedy: error.remedy, isPermission: true)]
        }
        var findings = [credentials(plan, settings), region(settings)]
        if let address = settings.endpoint(STS.service).address {
            findings.append(
                .limited("endpoint", "\(address) instead of AWS", remedy: "unset AWS_ENDPOINT_URL to ask AWS"))
        }
        if asksAWS { findings.append(await caller(settings)) }
        return findings
    }

    private func credentials(_ plan: CredentialPlan, _ settings: AWSSettings) -> Finding {
        let roles = plan.roles.map { ", then the role \($0.arn)" }.joined()
        let source: String
        switch plan.source {
        case .keys where surroundings.aws.value("AWS_ACCESS_KEY_ID") != nil: source = "keys of AWS_ACCESS_KEY_ID"
        case .keys: source = "keys of the profile `\(settings.profile)`"
        case .process(let words): source = "the program `\(words.first ?? "")` of the profile `\(settings.profile)`"
        case .webIdentity(let role, let file): source = "the token in \(file), for the role \(role.arn)"
        case .container(let endpoint): source = "this container's endpoint, \(endpoint.url)"
        case .instance:
            return .limited(
                "credentials", "nothing is set: the role of this machine, if it is on EC2\(roles)",
                remedy: "set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; --aws tries them")
        }
        return .ok("credentials", source + roles)
    }

    private func region(_ settings: AWSSettings) -> Finding {
        guard let region = settings.region else {
            return .limited("region", "none is set", remedy: "set AWS_REGION, or name one with each verb")
        }
        return .ok("region", region)
    }

    private func caller(_ settings: AWSSettings) async -> Finding {
        do { return .ok("caller", try await surroundings.caller(settings)) } catch let error as AWSError {
            return .missing(
                "caller", error.message, remedy: error.remedy,
                isPermission: [.noCredentials, .badCredentials, .denied].contains(error.kind))
        } catch { return .missing("caller", "\(error)", remedy: "run it again") }
    }
}
