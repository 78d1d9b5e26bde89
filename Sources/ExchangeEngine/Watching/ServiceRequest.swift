internal import ExchangeModel
internal import Glibc
internal import SystemPackage

/// What a person wants of an exchange that a service holds: left beside the ledger, done by the service at its next
/// look.
///
/// Only one process works with a folder. Without this a person would have to stop the service to confirm a file.
public enum ServiceRequest: Sendable, Equatable {
    /// Apply a file that waits; `false`: let it go to quarantine.
    case confirm(Int, applies: Bool)
    case requeue(Int)
    case resend(Int)

    /// Leaves the request and waits until it was done.
    ///
    /// - Returns: `false` when the service did not come to it in that time; it will.
    public func leave(in folder: ExchangeFolder, seconds: Int = 60) throws -> Bool {
        try Files.makeFolder(folder.requests)
        let path = folder.requests.appending(name)
        try Files.replace(path, with: [])
        for _ in 0..<(seconds * 10) {
            guard Files.exists(path) else { return true }
            usleep(100_000)
        }
        return false
    }

    /// The requests that were left, oldest name first.
    static func left(in folder: ExchangeFolder) throws -> [ServiceRequest] {
        guard Files.exists(folder.requests) else { return [] }
        return try Files.list(folder.requests).compactMap { ServiceRequest($0.string) }
    }

    func remove(from folder: ExchangeFolder) throws { try Files.remove(folder.requests.appending(name)) }

    private var name: String {
        switch self {
        case .confirm(let id, true): "confirm-\(id)"
        case .confirm(let id, false): "reject-\(id)"
        case .requeue(let id): "requeue-\(id)"
        case .resend(let number): "resend-\(number)"
        }
    }

    private init?(_ name: String) {
        let parts = name.split(separator: "-")
        guard parts.count == 2, let number = Int(parts[1]) else { return nil }
        switch parts[0] {
        case "confirm": self = .confirm(number, applies: true)
        case "reject": self = .confirm(number, applies: false)
        case "requeue": self = .requeue(number)
        case "resend": self = .resend(number)
        default: return nil
        }
    }
}

extension Exchange {
    /// Does what a request asks for.
    ///
    /// - Returns: `nil` where there is nothing of that number to do it with.
    public func perform(_ request: ServiceRequest) throws -> RoundReport? {
        switch request {
        case .confirm(let id, let applies): try confirm(id, applies: applies)
        case .requeue(let id): try requeue(id)
        case .resend(let number):
            try resend(number) ? RoundReport(files: [], packs: [], orders: [:], problems: []) : nil
        }
    }
}
