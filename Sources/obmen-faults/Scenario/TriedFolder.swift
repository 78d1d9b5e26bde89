import Foundation
import Glibc

/// An exchange folder in which a history happens, with what the programs said beside it.
struct TriedFolder: Sendable {
    let home: String
    let root: String

    init(home: String, root: String? = nil) {
        self.home = home
        self.root = root ?? home + "/watch"
    }

    /// The log of strace.
    var trace: String { home + "/trace" }

    private var files: FileManager { .default }

    /// Writes files, closed on exec: a program that another history starts at that moment would else have them open
    /// for writing, and they would rightly be left alone.
    func drop(_ drops: [Drop]) throws {
        for drop in drops {
            let path = "\(root)/\(drop.side)/\(drop.name)"
            let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { throw LaboratoryError(text: "cannot write \(path)") }
            defer { close(descriptor) }
            let written = drop.bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard written == drop.bytes.count else { throw LaboratoryError(text: "cannot write \(path)") }
        }
    }

    /// What waits or is under way: nothing of it may stay once the program has done its work.
    func leftovers() -> [String] {
        let waiting = ["inbound", "outbound", ".obmen/spool"].flatMap { files(under: $0) }
        // A pack or a letterbox under the name of one that is being made.
        let halves = ["to-crm", "to-1c", "reports"].flatMap { files(under: $0) }.filter { path in
            path.split(separator: "/").contains { $0.hasPrefix(".") && $0.hasSuffix(".part") }
        }
        return waiting + halves
    }

    /// Paths relative to the root of all files in a folder, at any depth; not the mark by which a share is known.
    func files(under folder: String) -> [String] {
        let base = "\(root)/\(folder)"
        guard let names = files.enumerator(atPath: base) else { return [] }
        var found: [String] = []
        while let name = names.nextObject() as? String {
            var isFolder: ObjCBool = false
            if files.fileExists(atPath: "\(base)/\(name)", isDirectory: &isFolder), !isFolder.boolValue,
                !name.hasSuffix(".obmen-share")
            {
                found.append("\(folder)/\(name)")
            }
        }
        return found.sorted()
    }

    /// Every file that was taken in and kept, by its bytes.
    func kept() -> [Data: [String]] {
        var kept: [Data: [String]] = [:]
        for path in files(under: "archive") + files(under: "quarantine") {
            // The chain of events, pages and tables of bad rows are the program's own.
            let isOwn = ["archive/journal.jsonl", ".почему.html", ".строки.csv"].contains(where: path.hasSuffix)
            if !isOwn { kept[contents(path), default: []].append(path) }
        }
        return kept
    }

    func contents(_ path: String) -> Data { files.contents(atPath: "\(root)/\(path)") ?? Data() }

    func text(_ path: String) -> String { String(decoding: contents(path), as: UTF8.self) }
}

/// Something that stopped the harness itself.
struct LaboratoryError: Error, CustomStringConvertible {
    let text: String

    var description: String { text }
}

/// The folder in which all of a call's folders lie.
struct ScratchFolder: Sendable {
    let path: String

    /// In memory where there is room: a kill loses nothing that was written, so a disk would only be slower.
    init(in wanted: String?) throws {
        let memory = "/dev/shm"
        let free =
            (try? FileManager.default.attributesOfFileSystem(forPath: memory))?[.systemFreeSize] as? NSNumber
        let place = wanted ?? ((free?.intValue ?? 0) > 512 << 20 ? memory : NSTemporaryDirectory())
        var template = Array("\(place)/obmen-faults-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw LaboratoryError(text: "no folder can be made in \(place)") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Gives everything back when somebody ends the harness: a full disk of its own would stay mounted.
    ///
    /// - Returns: what has to be kept as long as that shall hold.
    func removeOnSignals() -> [any DispatchSourceSignal] {
        let detach: Int32 = 2  // MNT_DETACH, which Swift takes for no number.
        return [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] {
                    _ = umount2("\(path)/\(name)/disk", detach)
                }
                remove()
                _exit(128 + number)
            }
            source.resume()
            return source
        }
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
