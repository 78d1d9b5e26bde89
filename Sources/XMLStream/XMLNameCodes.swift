internal import Glibc

/// Short names for the Cyrillic ones of a vocabulary, `_12` for «Наименование», that libxml2 is given in their stead.
///
/// libxml2 2.9 reads a name of ASCII in one go and any other letter by letter, converting each: in an export of 1C, half
/// of which are the names of elements, that is two fifths of its time. So a ``XMLScout``, which looks at every tag anyway,
/// on a thread of its own, puts codes for the names that are known, and `XMLNameTable` knows them again. Which names
/// stand where stays the same, so that what is well-formed stays so and what is not does not become it:
///
/// | in the document | given to libxml2 |
/// |---|---|
/// | `<Наименование>`, number 12 of the vocabulary | `<_12>` |
/// | `<_12>`, `<a:_b c:_d="">` | `<__12>`, `<a:__b c:__d="">` |
/// | any other name, and all names of attributes | as it is |
public final class XMLNameCodes: Sendable {
    /// The bytes of a code, the first in the lowest place.
    struct Code: Sendable {
        let bytes: UInt64
        let count: Int

        fileprivate init(_ text: String) {
            bytes = text.utf8.reversed().reduce(0) { $0 << 8 | UInt64($1) }
            count = text.utf8.count
        }
    }

    /// Open addressing over the names' hashes; a power of two, at most a quarter full.
    private let slots: [Int16]
    private let codes: [Code]
    /// The names behind each other, and where each begins; in one piece, so that a look touches no owners.
    private let names: [UInt8]
    private let starts: [Int]
    /// No name is longer.
    private let longest: Int

    /// Makes codes for documents in UTF-8, or in windows-1251.
    init(_ vocabulary: XMLVocabulary, windows1251: Bool) {
        var (codes, names, starts): ([Code], [[UInt8]], [Int]) = ([], [], [0])
        for (name, number) in vocabulary.numbers.sorted(by: { $0.value < $1.value }) {
            guard let bytes = windows1251 ? Self.windows1251(name) : Array(name.utf8) else { continue }
            let code = Code("_\(number)")
            // ASCII costs libxml2 nothing, and a code must not be longer than its name.
            guard bytes.contains(where: { $0 >= 0x80 }), code.count <= bytes.count else { continue }
            codes.append(code)
            names.append(bytes)
            starts.append((starts.last ?? 0) + bytes.count)
        }
        var size = 64
        while size < 4 * codes.count { size *= 2 }
        var slots = [Int16](repeating: -1, count: size)
        for (index, name) in names.enumerated() {
            var slot = name.withUnsafeBufferPointer { Self.hash($0) } & (size - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = Int16(index)
        }
        self.slots = slots
        self.codes = codes
        self.names = Array(names.joined())
        self.starts = starts
        longest = names.map(\.count).max() ?? 0
    }

    /// The code of a name; `nil` where it has none.
    func code(_ name: UnsafeBufferPointer<UInt8>) -> Code? {
        guard let start = name.baseAddress, name.count <= longest else { return nil }
        let mask = slots.count - 1
        var slot = Self.hash(name) & mask
        while slots[slot] >= 0 {
            let index = Int(slots[slot])
            let (known, end) = (starts[index], starts[index + 1])
            let isSame = names.withUnsafeBufferPointer { names in
                end - known == name.count && names.baseAddress.map { memcmp($0 + known, start, name.count) } == 0
            }
            if isSame { return codes[index] }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// What stood in the document, as text or as a number of the vocabulary.
    enum Decoded: Equatable {
        case text(String)
        case number(Int)
    }

    static func decoded(_ name: String) -> Decoded {
        guard name.utf8.first == underscore else { return .text(name) }
        let rest = name.dropFirst()
        if rest.utf8.first == underscore { return .text(String(rest)) }
        return Int(rest).map(Decoded.number) ?? .text(name)
    }

    static let underscore = UInt8(ascii: "_")
    /// What is put before a name that begins like a code.
    static let escape = Code("_")

    /// Of the first and the last bytes: names differ in those.
    private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> Int {
        var (first, last) = (UInt64(0), UInt64(0))
        if name.count >= 8, let start = name.baseAddress {
            first = UnsafeRawPointer(start).loadUnaligned(as: UInt64.self)
            last = UnsafeRawPointer(start + name.count - 8).loadUnaligned(as: UInt64.self)
        } else {
            for byte in name { first = first << 8 | UInt64(byte) }
        }
        let mixed = (first ^ UInt64(name.count)) &* 0x9E37_79B9_7F4A_7C15 ^ last &* 0xC2B2_AE3D_27D4_EB4F
        return Int(truncatingIfNeeded: mixed >> 40)
    }

    /// - Returns: `nil` for a name with other letters than ASCII and А–я.
    private static func windows1251(_ name: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        for scalar in name.unicodeScalars {
            switch scalar.value {
            case ..<0x80: bytes.append(UInt8(scalar.value))
            case 0x410...0x44F: bytes.append(UInt8(scalar.value - 0x410 + 0xC0))
            default: return nil
            }
        }
        return bytes
    }
}
