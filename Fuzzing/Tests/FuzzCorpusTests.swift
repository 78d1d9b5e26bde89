import Foundation
import FuzzTargets
import Testing

/// Every input that was worth keeping goes through its target once more.
@Suite(.serialized) struct FuzzCorpusTests {
    private static let corpus = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "corpus")

    @Test(arguments: FuzzTarget.allCases) func `holds what must hold for every input of the corpus`(
        _ target: FuzzTarget
    ) throws {
        let folder = Self.corpus.appending(path: target.rawValue)
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(!files.isEmpty)
        for file in files { try Data(contentsOf: file).withUnsafeBytes { target.run($0) } }
    }
}
