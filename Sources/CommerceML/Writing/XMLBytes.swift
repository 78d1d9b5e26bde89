/// Bytes of an XML document that grow at the end; no text is put together on the way.
struct XMLBytes {
    var bytes: [UInt8] = []

    mutating func open(_ name: StaticString) {
        bytes.append(UInt8(ascii: "<"))
        raw(name)
        bytes.append(UInt8(ascii: ">"))
    }

    mutating func close(_ name: StaticString) {
        bytes.append(UInt8(ascii: "<"))
        bytes.append(UInt8(ascii: "/"))
        raw(name)
        bytes.append(UInt8(ascii: ">"))
    }

    mutating func lineBreak() {
        bytes.append(0x0A)
    }

    mutating func element(_ name: StaticString, _ text: String) {
        open(name)
        escaped(text)
        close(name)
    }

    /// Nothing at all where there is nothing to say.
    mutating func element(_ name: StaticString, optional text: String?) {
        if let text { element(name, text) }
    }

    mutating func element(_ name: StaticString, kopecks: Int) {
        open(name)
        decimal(kopecks)
        close(name)
    }

    /// An element whose name is known only at run time.
    mutating func element(named name: String, kopecks: Int) {
        bytes.append(UInt8(ascii: "<"))
        bytes.append(contentsOf: name.utf8)
        bytes.append(UInt8(ascii: ">"))
        decimal(kopecks)
        bytes.append(UInt8(ascii: "<"))
        bytes.append(UInt8(ascii: "/"))
        bytes.append(contentsOf: name.utf8)
        bytes.append(UInt8(ascii: ">"))
    }

    mutating func attribute(_ name: StaticString, _ text: String?) {
        guard let text else { return }
        bytes.append(UInt8(ascii: " "))
        raw(name)
        bytes.append(UInt8(ascii: "="))
        bytes.append(UInt8(ascii: "\""))
        escaped(text)
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func raw(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func escaped(_ text: String) {
        var text = text
        text.withUTF8 { part in
            var start = 0
            for index in part.indices {
                let replacement: StaticString
                switch part[index] {
                case UInt8(ascii: "&"): replacement = "&amp;"
                case UInt8(ascii: "<"): replacement = "&lt;"
                case UInt8(ascii: ">"): replacement = "&gt;"
                case UInt8(ascii: "\""): replacement = "&quot;"
                default: continue
                }
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: part[start..<index]))
                raw(replacement)
                start = index + 1
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: part[start...]))
        }
    }

    /// Kopecks as roubles with two digits after the point.
    private mutating func decimal(_ kopecks: Int) {
        if kopecks < 0 { bytes.append(UInt8(ascii: "-")) }
        let (whole, fraction) = kopecks.magnitude.quotientAndRemainder(dividingBy: 100)
        integer(whole)
        bytes.append(UInt8(ascii: "."))
        bytes.append(UInt8(ascii: "0") + UInt8(fraction / 10))
        bytes.append(UInt8(ascii: "0") + UInt8(fraction % 10))
    }

    private mutating func integer(_ value: UInt) {
        let start = bytes.count
        var rest = value
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }
}
