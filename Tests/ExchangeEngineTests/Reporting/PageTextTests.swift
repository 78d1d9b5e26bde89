import ExchangeModel
import Testing

@testable import Reports

@Suite struct PageTextTests {
    /// Every character of the first plane between two letters, of which most texts are.
    @Test func `shows every character as it is, named or as its reference`() throws {
        let references: [Unicode.Scalar: String] = [
            "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;"
        ]
        for value in UInt32(0)...0xFFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let shown = references[scalar] ?? (scalar.isSteering ? scalar.named : String(scalar))
            let text = "яz\(scalar)Яz"
            guard Page.escape(text).unicodeScalars.elementsEqual("яz\(shown)Яz".unicodeScalars) else {
                Issue.record("U+\(String(value, radix: 16))")
                continue
            }
        }
    }
}
