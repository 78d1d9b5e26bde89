import Foundation

/// Lets the disk run full: the whole exchange folder lies on a small one of its own, which grows from try to try;
/// then the space is given back, and an undisturbed run has to finish everything.
struct FullDiskMode: Sendable {
    private let laboratory: Laboratory
    private let tally: Tally

    init(_ laboratory: Laboratory, _ tally: Tally) {
        (self.laboratory, self.tally) = (laboratory, tally)
    }

    func run() throws {
        guard try laboratory.withFolder(before: .first, { try mount($0.home + "/disk", kilobytes: 64) }) else {
            return tally.remark(.full, "left out: no disk of its own can be mounted here (root only)")
        }
        // What the second step needs beside what is there already: 0 to 1.2 MB.
        let sizes = laboratory.isLong ? Array(stride(from: 0, to: 1_200, by: 12)) : [0, 40, 100, 160, 260, 420]
        laboratory.each(sizes) { spare in
            var findings: [String] = []
            var hasFailed = false
            do {
                (findings, hasFailed) = try live(spare: spare)
            } catch {
                findings = ["\(error)"]
            }
            tally.note(
                .full, errors: hasFailed ? 1 : 0, violations: findings,
                reproduction: "second step on a tmpfs with \(spare) KB to spare")
        }
    }

    private func live(spare: Int) throws -> (findings: [String], hasFailed: Bool) {
        try laboratory.withFolder(before: .second) { outer in
            let used = try kilobytes(outer) + Scenario.second.map { $0.bytes.count / 4_096 * 4 + 4 }.reduce(0, +)
            let disk = TriedFolder(home: outer.home + "/disk")
            guard try mount(disk.home, kilobytes: used + 16 + spare, keeps: true) else {
                throw LaboratoryError(text: "mount")
            }
            defer { _ = try? command(["umount", disk.home], outer) }
            // What the programs say lies outside, where there is room.
            let folder = TriedFolder(home: outer.home, root: disk.root)
            _ = try laboratory.copy(of: .second, to: folder)
            try folder.drop(Scenario.second)
            let ending = try laboratory.obmen.run(folder)
            var findings = Laboratory.broken(contract: ending)
            guard try command(["mount", "-o", "remount,size=64m", disk.home], outer) else {
                throw LaboratoryError(text: "remount")
            }
            findings += try laboratory.recover(folder)
            findings += try laboratory.judge.findings(
                folder, dropped: Scenario.first + Scenario.second, replays: laboratory.replays(outer))
            return (findings, (ending.code ?? 0) > 1)
        }
    }

    /// What the files of a folder take in whole pages, and a page for each folder.
    private func kilobytes(_ folder: TriedFolder) throws -> Int {
        guard let names = FileManager.default.enumerator(atPath: folder.root) else { return 0 }
        var pages = 1
        while names.nextObject() is String {
            pages += 1 + ((names.fileAttributes?[.size] as? NSNumber)?.intValue ?? 0) / 4_096
        }
        return pages * 4
    }

    private func mount(_ path: String, kilobytes: Int, keeps: Bool = false) throws -> Bool {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let folder = TriedFolder(home: URL(filePath: path).deletingLastPathComponent().path)
        guard try command(["mount", "-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", path], folder) else {
            return false
        }
        if !keeps { _ = try command(["umount", path], folder) }
        return true
    }

    private func command(_ arguments: [String], _ folder: TriedFolder) throws -> Bool {
        let child = try ChildProcess(
            arguments, environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"],
            outputPrefix: folder.home + "/\(arguments[0])")
        return child.wait().code == 0
    }
}
