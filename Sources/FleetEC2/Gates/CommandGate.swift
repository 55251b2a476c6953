package import AWS
package import Fleet
import Synchronization

/// The gate that runs commands on a host through the Systems Manager agent: it passes when they end with status 0. A
/// command that failed is sent again; one that succeeded is not, as long as this process lasts.
package final class CommandGate: Sendable {
    private let client: AWSClient
    private let sent = Mutex<[Key: String]>([:])

    private struct Key: Hashable {
        let instance: String
        let commands: [String]
    }

    /// Seconds after which an agent gives a command up.
    private static let timeout = 600

    package init(_ client: AWSClient) { self.client = client }

    package func reading(of commands: [String], on id: String) async throws(ServiceFailure) -> GateReading {
        let key = Key(instance: id, commands: commands)
        guard let command = sent.withLock({ $0[key] }) else { return try await send(key) }
        let answer: SSM.GetCommandInvocation.Output
        do throws(AWSError) {
            answer = try await client.send(
                SSM.GetCommandInvocation {
                    $0.commandId = command
                    $0.instanceId = id
                })
        } catch {
            guard error.code == "InvocationDoesNotExist" else { throw ServiceFailure(error) }
            return .noData("the command has not reached \(id) yet")
        }
        switch answer.status {
        case "Success": return .pass
        case "Pending", "InProgress", "Delayed": return .noData("the command runs on \(id)")
        default:
            sent.withLock { $0[key] = nil }
            let status = answer.status ?? "no status"
            let code = answer.responseCode.map { ", exit code \($0)" } ?? ""
            let words = (answer.standardErrorContent ?? "").split(separator: "\n").last.map { ": \($0)" } ?? ""
            return .fail("the command on \(id): \(status)\(code)\(words)")
        }
    }

    private func send(_ key: Key) async throws(ServiceFailure) -> GateReading {
        do throws(AWSError) {
            let answer = try await client.send(
                SSM.SendCommand {
                    $0.instanceIds = [key.instance]
                    $0.documentName = "AWS-RunShellScript"
                    $0.parameters = ["commands": key.commands]
                    $0.comment = "basalt"
                    $0.timeoutSeconds = Self.timeout
                })
            sent.withLock { $0[key] = answer.command?.commandId }
            return .noData("the command was sent to \(key.instance)")
        } catch {
            // The agent of a host that has just started has not registered yet.
            guard error.code == "InvalidInstanceId" else { throw ServiceFailure(error) }
            return .noData("no Systems Manager agent answers on \(key.instance)")
        }
    }
}
