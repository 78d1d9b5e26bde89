import CLibxml2
import Foundation
import Testing

/// An XSD by which documents are checked; for tests only, so libxml2 is used without its walls.
struct XMLSchema: CustomTestStringConvertible, Sendable {
    let url: URL

    var testDescription: String { url.lastPathComponent }

    /// What is wrong with a document, or `nil`.
    func fault(in document: [UInt8]) -> String? {
        guard let parser = xmlSchemaNewParserCtxt(url.path) else { return "no parser" }
        defer { xmlSchemaFreeParserCtxt(parser) }
        guard let schema = xmlSchemaParse(parser) else { return "no schema" }
        defer { xmlSchemaFree(schema) }
        let tree = document.withUnsafeBytes { bytes in
            xmlReadMemory(
                bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), nil, nil,
                Int32(XML_PARSE_NONET.rawValue))
        }
        guard let tree else { return "not well-formed" }
        defer { xmlFreeDoc(tree) }
        guard let validator = xmlSchemaNewValidCtxt(schema) else { return "no validator" }
        defer { xmlSchemaFreeValidCtxt(validator) }
        if xmlSchemaValidateDoc(validator, tree) == 0 { return nil }
        guard let error = xmlGetLastError() else { return "invalid" }
        return "line \(error.pointee.line): " + String(cString: error.pointee.message)
    }

    /// Those of the versions that the loaders of 2.x know, each with all kinds of values in it.
    static let all: [XMLSchema] = [
        "89202955480__almamed/CML206.xsd", "gillbeits__commerceml/CommerceML2.0.8.XSD",
        "dobromyslov__commerceml-parser/commerceml-2.08.xsd", "Yuki61803__yii2-1c-exchange/commerceML_2.09.xsd",
        "dobromyslov__commerceml-parser/commerceml-2.10.xsd"
    ].map { XMLSchema(url: ExportFile.corpusFolder.appending(path: $0)) }
}
