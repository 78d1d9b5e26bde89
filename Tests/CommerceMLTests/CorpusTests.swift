import CommerceML
import ExchangeModel
import Foundation
import Testing

private let packageRoot = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent()
private let corpus = packageRoot.deletingLastPathComponent().appending(path: "shared/corpus")
private let samples = packageRoot.appending(path: "samples")

private func documents(in folder: URL) -> [String] {
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects as? [URL] ?? []
    return all.filter { ["xml", "done"].contains($0.pathExtension.lowercased()) }.map(\.path).sorted()
}

struct CorpusTests {
    private func check(_ path: String) throws {
        let data = try Data(contentsOf: URL(filePath: path))
        let summary = try read(Array(data)).summary
        if let refusal = summary.refusal {
            #expect(!refusal.code.isEmpty)
            return
        }
        let naive = NaiveCounter(try #require(decoded(data)))
        let counted: [Counter] = [.products, .offers, .prices, .stocks, .documents, .documentLines, .groups]
        for counter in counted {
            #expect(summary.counts[counter, default: 0] == naive.counts[counter, default: 0], "\(counter)")
        }
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: corpus.path)), arguments: documents(in: corpus))
    func `counts a document of the corpus as a naive scan does or refuses it`(path: String) throws {
        try check(path)
    }

    @Test(arguments: documents(in: samples))
    func `counts a sample as a naive scan does and refuses exactly the refused`(path: String) throws {
        try check(path)
        let summary = try read(Array(Data(contentsOf: URL(filePath: path)))).summary
        #expect((summary.refusal != nil) == path.contains("/refused/"), "\(summary.refusal?.code ?? "read")")
    }
}
