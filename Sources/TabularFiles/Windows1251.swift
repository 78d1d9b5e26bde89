/// The Cyrillic code page of Windows, by table: in a static binary Foundation has no converter for it.
public enum Windows1251 {
    /// Text of bytes; the one byte that the page leaves out (0x98) becomes U+FFFD.
    public static func decode(_ bytes: some Sequence<UInt8>) -> String {
        var text = String.UnicodeScalarView()
        for byte in bytes {
            text.append(byte < 0x80 ? Unicode.Scalar(byte) : upper[Int(byte) - 0x80])
        }
        return String(text)
    }

    /// The UTF-8 of one byte.
    static func utf8(of byte: UInt8) -> [UInt8] {
        byte < 0x80 ? [byte] : encoded[Int(byte) - 0x80]
    }

    private static let encoded: [[UInt8]] = upper.map { Array(String($0).utf8) }

    /// Characters of the bytes 0x80…0xFF.
    private static let upper: [Unicode.Scalar] = Array(
        ("ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏ" + "ђ‘’“”•–—\u{FFFD}™љ›њќћџ" + "\u{A0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{AD}®Ї" + "°±Ііґµ¶·ё№є»јЅѕї"
            + "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ" + "абвгдежзийклмнопрстуфхцчшщъыьэюя").unicodeScalars)
}
