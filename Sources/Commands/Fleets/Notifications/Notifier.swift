import Documents
import Fleet
import HTTP

/// Tells the webhooks of a fleet file. A message that does not arrive is a remark, and never stops a run.
struct Notifier {
    private struct Target {
        let address: String
        let format: Webhook.Format
    }

    private let targets: [Target]
    private let report: Report

    /// - Throws: an exit code where an address is not to be had: nobody would notice that messages are missing.
    init(_ context: FleetContext) throws {
        report = context.report
        let report = report
        targets = try context.file.notifications.map { webhook in
            switch webhook.address {
            case .environment(let name):
                guard let address = Environment.value(name) else {
                    throw report.failure(
                        .missingValue, "`notify` takes a webhook's address from \(name), which is not set",
                        remedy: "set it, or remove the webhook from the fleet file", ExitStatus.usage)
                }
                return Target(address: address, format: webhook.format)
            case .parameter(let name):
                throw report.failure(
                    .unsupportedByTarget,
                    "`notify` takes a webhook's address from the SSM parameter \(name), which this version cannot read",
                    remedy: "write `webhook: {environment: NAME}` instead", ExitStatus.unavailable)
            }
        }
    }

    /// Runs `body` with what sends; connections are closed afterwards.
    func with<Result>(_ plan: Plan, _ body: (Sender) async throws -> Result) async throws -> Result {
        guard !targets.isEmpty else { return try await body(Sender(notifier: self, plan: plan, client: nil)) }
        var options = WebClient.Options()
        options.proxies = ProxyRules { Environment[$0] }
        options.certificates = Environment.value("SSL_CERT_FILE")
        options.connectTimeout = 5
        options.followsRedirections = false
        return try await WebClient.with(options, agent: "basalt/\(BasaltCommand.version)") { client in
            try await body(Sender(notifier: self, plan: plan, client: client))
        }
    }

    /// Sends the messages of one run.
    final class Sender {
        private let notifier: Notifier
        private let plan: Plan
        private let client: WebClient?
        /// The canary's wave is no news beside the start.
        private var wave = 0

        fileprivate init(notifier: Notifier, plan: Plan, client: WebClient?) {
            (self.notifier, self.plan, self.client) = (notifier, plan, client)
        }

        func tell(_ events: [Event]) async {
            for message in RunMessage.all(of: events, plan, wave: &wave) { await send(message) }
        }

        func end(_ ending: Ending, _ state: RunState) async {
            if let message = RunMessage.end(ending, plan, state) { await send(message) }
        }

        private func send(_ message: RunMessage) async {
            guard let client else { return }
            for target in notifier.targets {
                let request = WebRequest(
                    method: "POST", url: target.address, headers: [("Content-Type", "application/json")],
                    body: Array(message.body(target.format, plan).utf8), timeout: 5, limit: 1 << 20)
                do throws(HTTPFailure) {
                    let answer = try await client.send(request)
                    guard (200..<300).contains(answer.status) else {
                        throw HTTPFailure(.refused, "the server answered \(answer.status)")
                    }
                } catch {
                    // The address itself is a secret.
                    notifier.report.note("a webhook was not told of \(message.occasion.rawValue): \(error.reason)")
                }
            }
        }
    }
}
