import TestSupport
import Testing
import XMLStream

struct XMLEncodingGuardTests {
    private func document(_ label: String) -> String {
        "<?xml version=\"1.0\" encoding=\"\(label)\"?>\n<а>\n<б>Лампа</б></а>"
    }

    @Test(arguments: [1, 4096])
    func `refuses windows-1251 bytes that are labelled UTF-8`(chunk: Int) {
        #expect(fault(EncodedText.windows1251.bytes(document("UTF-8")), chunk: chunk)?.kind == .encoding)
    }

    @Test(arguments: [1, 4096])
    func `refuses UTF-8 text in Latin elements that is labelled windows-1251`(chunk: Int) {
        let document = "<?xml version=\"1.0\" encoding=\"windows-1251\"?>\n<a>Лампа</a>"
        let found = fault(Array(document.utf8), chunk: chunk)
        #expect(found?.kind == .encoding)
        #expect(found?.line == 2)
    }

    @Test(arguments: ["KOI8-R", "ISO-8859-5", "IBM866", "нет-такой"])
    func `refuses a label that exports never carry`(label: String) {
        #expect(fault(Array("<?xml version=\"1.0\" encoding=\"\(label)\"?><a>text</a>".utf8))?.kind == .encoding)
    }

    @Test func `refuses a UTF-8 mark before a windows-1251 label`() {
        #expect(fault(EncodedText.utf8WithMark.bytes(document("windows-1251")))?.kind == .encoding)
    }

    @Test func `refuses a UTF-16 mark before a UTF-8 label`() {
        #expect(fault(EncodedText.utf16LittleEndian.bytes(document("UTF-8")))?.kind == .encoding)
    }

    @Test(arguments: ["windows-1251", "WINDOWS-1251", "cp1251"])
    func `reads windows-1251 under the names it goes by`(label: String) throws {
        #expect(try events(EncodedText.windows1251.bytes(document(label))) == "<а>\n<б>Лампа</></>")
    }

    @Test func `takes plain ASCII under a windows-1251 label`() throws {
        let document = "<?xml version=\"1.0\" encoding=\"windows-1251\"?><a>lamp</a>"
        #expect(try events(Array(document.utf8)) == "<a>lamp</>")
    }
}
