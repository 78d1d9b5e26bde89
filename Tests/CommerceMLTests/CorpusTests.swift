import CommerceML
import ExchangeModel
import Foundation
import Testing

/// Reads every real and made-up export there is, and compares its counts with those of ``NaiveCounter``.
@Suite struct CorpusTests {
    @Test(.enabled(if: ExportFile.hasCorpus), arguments: ExportFile.corpus)
    func `counts what is in a real file, or refuses it with a code`(_ file: ExportFile) throws {
        let bytes = try file.bytes
        let read = try RecordCollector.read(bytes)
        if let refusal = read.summary.refusal {
            #expect(refusal.code.hasPrefix("xml.") || refusal.code.hasPrefix("commerceml."))
        } else {
            #expect(read.counted == NaiveCounter.counts(bytes))
        }
    }

    @Test(arguments: ExportFile.samples)
    func `counts what is in a sample`(_ file: ExportFile) throws {
        let bytes = try file.bytes
        let read = try RecordCollector.read(bytes)
        #expect(read.summary.refusal == nil)
        #expect(read.counted == NaiveCounter.counts(bytes))
        #expect(read.summary.issues.issues == [])
    }

    @Test(arguments: ExportFile.samples)
    func `hands out as many records as it counts`(_ file: ExportFile) throws {
        let read = try RecordCollector.read(file.bytes)
        let kinds: [(RecordKind, Counter)] = [
            (.group, .groups), (.property, .properties), (.priceType, .priceTypes), (.warehouse, .warehouses),
            (.unit, .units), (.product, .products), (.offer, .offers), (.document, .documents)
        ]
        #expect(
            kinds.map { kind in read.fields.count { $0.kind == kind.0 } }
                == kinds.map { read.count($0.1) })
    }

    @Test(arguments: ExportFile.samples)
    func `reads a sample alike however its bytes are cut`(_ file: ExportFile) throws {
        let bytes = try file.bytes
        #expect(try RecordCollector.read(bytes, inPiecesOf: 3).records == RecordCollector.read(bytes).records)
    }

    @Test(arguments: [
        ("ut11/", [15, 17, 9, 0]), ("ut11-later/", [4, 3, 3, 0]), ("unf/", [5, 6, 4, 5]), ("legacy/", [3, 5, 0, 0])
    ])
    func `finds in a set of samples what its table says`(_ folder: String, _ expected: [Int]) throws {
        let counters: [Counter] = [.products, .offers, .documents, .subordinateDocuments]
        var totals = [0, 0, 0, 0]
        for file in ExportFile.samples where file.testDescription.hasPrefix(folder) {
            let read = try RecordCollector.read(file.bytes)
            for (index, counter) in counters.enumerated() { totals[index] += read.count(counter) }
        }
        #expect(totals == expected)
    }

    @Test(arguments: ExportFile.refused)
    func `refuses the samples that are to be refused`(_ file: ExportFile) throws {
        #expect(try RecordCollector.read(file.bytes).summary.refusal != nil)
    }

    @Test func `finds the samples`() {
        #expect(ExportFile.samples.count >= 20)
        #expect(ExportFile.refused.count >= 10)
    }
}

/// An XML file beside the package or in its samples.
struct ExportFile: CustomTestStringConvertible, Sendable {
    let url: URL
    let testDescription: String

    var bytes: [UInt8] { get throws { Array(try Data(contentsOf: url)) } }

    private static let root = URL(filePath: #filePath).appending(path: "../../..").standardized
    static let corpusFolder = root.appending(path: "../shared/corpus").standardized

    static let hasCorpus = FileManager.default.fileExists(atPath: corpusFolder.path)
    static let corpus = files(in: corpusFolder)
    static let samples = files(in: root.appending(path: "samples")).filter { !$0.isRefused }
    static let refused = files(in: root.appending(path: "samples")).filter(\.isRefused)

    private var isRefused: Bool { testDescription.hasPrefix("refused/") }

    /// Of what is to be refused, every file; elsewhere pictures and notes lie beside the exports.
    private static func isExport(_ path: String) -> Bool {
        path.hasPrefix("refused/") || path.hasSuffix(".xml") || path.hasSuffix(".done")
    }

    private static func files(in folder: URL) -> [ExportFile] {
        let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return paths.sorted().filter { isExport($0) }.map { path in
            ExportFile(url: folder.appending(path: path), testDescription: path)
        }
    }
}
