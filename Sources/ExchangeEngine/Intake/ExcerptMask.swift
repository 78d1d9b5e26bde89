internal import CommerceML

/// A line of a file as a page may show it: the markup, the delimiters and what is wrong stay, letters and digits of
/// values become «•», one for each.
///
/// A name of an element is shown where a format has it: in «Анна <anna@example.ru>», which nobody escaped, what follows
/// the «<» is a value.
///
/// A page of a refused file is passed around to find out what happened; the names and phones in the file are nobody's
/// business there. (facts/reliability.md, 5.3)
struct ExcerptMask {
    private enum Place { case text, tag, value(quote: Unicode.Scalar) }

    private var place = Place.text

    /// - Parameter line: of XML or of a table; one that begins inside a tag is taken for text.
    /// - Returns: a line of the same length.
    static func mask(_ line: String) -> String {
        var mask = ExcerptMask()
        return mask.masked(Array(line.unicodeScalars))
    }

    private mutating func masked(_ scalars: [Unicode.Scalar]) -> String {
        var shown = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            switch place {
            case .text where scalar == "<" && Self.begins(scalars, index):
                let mark = Self.mark(scalars[index...])
                shown.append(contentsOf: scalars[index..<(index + mark.length)])
                index += mark.length - 1
                // Comments and CDATA have text behind their sign; a declaration has attributes.
                place = mark.isTag ? .tag : .text
            case .text: shown.append(Self.hidden(scalar))
            case .tag where scalar == ">":
                place = .text
                shown.append(scalar)
            case .tag where scalar == "\"" || scalar == "'":
                place = .value(quote: scalar)
                shown.append(scalar)
            case .tag:
                // A name is shown where a value follows it; anything else in a tag is damage.
                let name = scalars[index...].prefix { Self.isOfName($0) }
                let isName = scalars[(index + name.count)...].first == "=" || name.elementsEqual("xml".unicodeScalars)
                let length = max(1, name.count)
                shown.append(contentsOf: scalars[index..<(index + length)].map { isName ? $0 : Self.hidden($0) })
                index += length - 1
            case .value(let quote):
                if scalar == quote { place = .tag }
                shown.append(Self.hidden(scalar))
            }
            index += 1
        }
        return Self.declarationShown(String(shown), of: String(String.UnicodeScalarView(scalars)))
    }

    /// A declaration that names a version and an encoding, and nothing else that could be anybody's name.
    nonisolated(unsafe) private static let plainDeclaration =
        /<\?xml\s+version\s*=\s*["'][0-9.]{1,5}["'](\s+encoding\s*=\s*["'](?i:utf|windows|win|cp|koi8|iso|us|ascii|x-cp|x-mac|mac|ibm|ucs)[-_0-9A-Za-z]{0,14}["'])?(\s+standalone\s*=\s*["'](yes|no)["'])?\s*\?>/

    /// The first line says which encoding the file claims to have; it is often what is wrong.
    private static func declarationShown(_ masked: String, of line: String) -> String {
        guard line.hasPrefix("<?xml "), let end = line.firstRange(of: "?>") else { return masked }
        let declaration = line[..<end.upperBound]
        guard declaration.wholeMatch(of: plainDeclaration) != nil else { return masked }
        return declaration + String(masked.unicodeScalars.dropFirst(declaration.unicodeScalars.count))
    }

    /// What follows «<» is a tag and not a number or a space.
    private static func begins(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        guard index + 1 < scalars.count else { return false }
        let next = scalars[index + 1]
        return next.properties.isAlphabetic || next == "/" || next == "!" || next == "?" || next == "_"
    }

    /// How much of a tag's beginning is no value, and whether attributes follow.
    private static func mark(_ rest: ArraySlice<Unicode.Scalar>) -> (length: Int, isTag: Bool) {
        for word in ["<![CDATA[", "<!DOCTYPE", "<!ENTITY", "<!"] where rest.starts(with: word.unicodeScalars) {
            return (word.unicodeScalars.count, false)
        }
        let sign = rest.dropFirst().first == "/" ? 2 : 1
        let name = rest.dropFirst(sign).prefix { isOfName($0) }
        let text = String(String.UnicodeScalarView(name))
        let local = text.split(separator: ":").last.map(String.init) ?? ""
        let ends =
            rest.dropFirst(sign + name.count).first.map {
                $0.properties.isWhitespace || "/>".unicodeScalars.contains($0)
            } ?? true
        let isName = ends && (CommerceMLReader.elementNames.contains(local) || ofPages.contains(local.lowercased()))
        return (isName ? sign + name.count : sign, true)
    }

    /// What tables that CRMs export as pages consist of.
    private static let ofPages: Set = [
        "html", "head", "meta", "title", "style", "body", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "col",
        "colgroup", "div", "span", "font", "br", "p", "a", "b", "i"
    ]

    private static func isOfName(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil || "_-:.".unicodeScalars.contains(scalar)
    }

    private static func hidden(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        let isShown = !scalar.properties.isAlphabetic && scalar.properties.numericType == nil
        return isShown ? scalar : "•"
    }
}
