import TabularFiles
import Testing

@Suite struct Windows1251Tests {
    @Test(
        arguments: [
            ([0x41, 0x7E], "A~"), ([0xC0, 0xDF, 0xE0, 0xFF], "АЯая"), ([0xA8, 0xB8], "Ёё"), ([0xAB, 0xBB], "«»"),
            ([0xB9, 0x97, 0x85], "№—…"), ([0xA0], "\u{A0}"), ([0x80, 0x88, 0xA4], "Ђ€¤"),
            ([0xB2, 0xB3, 0xAA, 0xBA], "ІіЄє"),
            ([0x98], "\u{FFFD}"), ([], "")
        ] as [([UInt8], String)])
    func `decodes bytes of the code page`(_ bytes: [UInt8], _ text: String) {
        #expect(Windows1251.decode(bytes) == text)
    }

    @Test func `gives one character for each byte, no two alike`() {
        let all = Windows1251.decode(0...UInt8.max)
        #expect(all.unicodeScalars.count == 256)
        #expect(Set(all.unicodeScalars).count == 256)
    }
}
