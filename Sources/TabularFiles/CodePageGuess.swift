/// Says of text that is no UTF-8 whether it can be windows-1251, or is UTF-8 with a damaged place, KOI8-R, CP866 or Mac.
///
/// Every byte is a character in all of those, so that only the language tells: each word is read in each code page, and
/// what is rare in Russian costs: seldom letters, a capital after a small letter, signs and frames within a word. Words count
/// once, so that one odd abbreviation in each row is no evidence. Windows-1251 is given up only where another page is far
/// cheaper, and never for a handful of letters: of 16,000 phrases and words of our own, in small letters, capitals and
/// titles, none came near.
struct CodePageGuess {
    /// So many bytes of different words are enough.
    private static let enough = 4_096
    private static let leastBytes = 8
    private static let leastLetters = 5
    private static let longestWord = 64

    /// A byte came that is not ASCII.
    private(set) var sawHighByte = false

    private var words: Set<[UInt8]> = []
    private var word: [UInt8] = []
    private var bytes = 0
    private var letters: Set<UInt8> = []
    private var ownCost = 0
    /// Words with a capital after a small letter, when read as windows-1251: «тСВЙОЙО».
    private var brokenWords = 0
    private var otherCosts = [Int](repeating: 0, count: Self.others.count)

    /// What is valid UTF-8 of more than one byte, and what is not.
    private var sequences = 0
    private var validBytes = 0
    private var invalidBytes = 0
    /// The sequence that has begun.
    private var begun = 0
    private var missing = 0

    var isSure: Bool { bytes >= Self.enough }

    /// It is UTF-8, but for few bytes.
    var isDamagedUTF8: Bool { sequences >= 3 && validBytes > 4 * invalidBytes }

    /// It is none of windows-1251's texts.
    var isOtherCodePage: Bool {
        guard bytes >= Self.leastBytes, letters.count >= Self.leastLetters else { return false }
        return zip(Self.others, otherCosts).contains { other, cost in
            let leastGain = other.swapsCase && brokenWords < 2 ? Self.doubtfulGain : Self.leastGain
            return ownCost - cost > leastGain + bytes * other.gainForByte / 10
        }
    }

    mutating func take(_ piece: UnsafeRawBufferPointer) {
        for byte in piece {
            if byte < 0x80 {
                if !word.isEmpty { endWord() }
                if missing > 0 { breakSequence() }
            } else {
                sawHighByte = true
                word.append(byte)
                if word.count == Self.longestWord { endWord() }
                takeSequence(byte)
            }
        }
    }

    mutating func finish() {
        endWord()
        breakSequence()
    }

    // MARK: UTF-8

    private mutating func takeSequence(_ byte: UInt8) {
        if missing > 0, byte & 0xC0 == 0x80 {
            begun += 1
            missing -= 1
            guard missing == 0 else { return }
            sequences += 1
            validBytes += begun
            begun = 0
            return
        }
        breakSequence()
        if (0xC2...0xF4).contains(byte) {
            begun = 1
            missing = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3
        } else {
            invalidBytes += 1
        }
    }

    private mutating func breakSequence() {
        invalidBytes += begun
        begun = 0
        missing = 0
    }

    // MARK: Code pages

    private mutating func endWord() {
        defer { word.removeAll(keepingCapacity: true) }
        guard !word.isEmpty, !isSure, words.insert(word).inserted else { return }
        bytes += word.count
        letters.formUnion(word)
        let own = Self.own.reading(of: word)
        ownCost += own.cost
        if own.breaksCase { brokenWords += 1 }
        for index in Self.others.indices { otherCosts[index] += Self.others[index].reading(of: word).cost }
    }

    /// How much cheaper another page must be at the least, and for each byte in tenths; in sixths of a bit.
    private static let leastGain = 66
    /// Where nothing but the frequency of letters tells: small letters of KOI8-R are capitals of windows-1251.
    private static let doubtfulGain = 180

    private static let own = CodePage(windows1251: ())
    private static let others = [
        CodePage(
            [
                (0xC0, "юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ"), (0xA3, "ё"), (0xB3, "Ё")
            ], gainForByte: 24, swapsCase: true),
        CodePage(
            [
                (0x80, "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмноп"), (0xE0, "рстуфхцчшщъыьэюяЁё"), (0xF8, "°"),
                (0xFA, "·"), (0xFC, "№"), (0xFF, "\u{A0}")
            ], gainForByte: 9),
        // Macintosh
        CodePage(
            [
                (0x80, "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"), (0xA1, "°"), (0xA4, "§•"), (0xA8, "®©™"), (0xB1, "±"),
                (0xC7, "«»…\u{A0}"), (0xD0, "–—“”‘’"), (0xDC, "№ЁёяабвгдежзийклмнопрстуфхцчшщъыьэюЄ")
            ], gainForByte: 9)
    ]
}

/// What Russian text costs when it is read in a code page, in sixths of a bit.
private struct CodePage: Sendable {
    private struct Sign: Sendable {
        var cost = CodePage.junk
        var isLower = false
        var isUpper = false
        /// It stands at the edge of a word.
        var isMark = false
    }

    /// Of the bytes 0x80…0xFF.
    private let signs: [Sign]
    let gainForByte: Int
    /// Its small letters stand where windows-1251 has capitals.
    let swapsCase: Bool

    private static let junk = 60
    private static let caseBreak = 36
    /// From the most frequent on; a letter is worth as many bits as it is rare, and none more than seven.
    private static let frequency = Array("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё")
    private static let marks: Set<Character> = Set("№«»–—“”„‘’…•\u{A0}°§·±©®™€")

    /// A page by where its letters and marks stand.
    init(_ runs: [(start: Int, text: String)], gainForByte: Int, swapsCase: Bool = false) {
        var signs = [Sign](repeating: Sign(), count: 128)
        for (start, text) in runs {
            for (offset, character) in text.enumerated() {
                // Dearer than in windows-1251, where capitals stand: a doubt is for windows-1251.
                signs[start - 0x80 + offset] =
                    Self.letter(character) ?? (Self.marks.contains(character) ? Sign(cost: 48) : Sign())
            }
        }
        self.signs = signs
        self.gainForByte = gainForByte
        self.swapsCase = swapsCase
    }

    init(windows1251: Void) {
        signs = Windows1251.decode(0x80...0xFF).map { character in
            if let letter = Self.letter(character) { return letter }
            if "іїєґў".contains(character) { return Sign(cost: 30, isLower: true) }
            if "ІЇЄҐЎ".contains(character) { return Sign(cost: 30, isUpper: true) }
            // Of no Russian text, and where others have their capitals.
            if "ЂЃѓ†‡ЉЊЌЋЏђ\u{FFFD}љњќћџ".contains(character) { return Sign(cost: 90) }
            guard Self.marks.contains(character) else { return Sign() }
            return Sign(cost: 24, isMark: !"\u{A0}’–—".contains(character))
        }
        gainForByte = 0
        swapsCase = false
    }

    private static func letter(_ character: Character) -> Sign? {
        let lower = Character(character.lowercased())
        guard let place = frequency.firstIndex(of: lower) else { return nil }
        return Sign(cost: min(18 + place, 40), isLower: character == lower, isUpper: character != lower)
    }

    func reading(of word: [UInt8]) -> (cost: Int, breaksCase: Bool) {
        var cost = 0
        var breaksCase = false
        var wasLower = false
        for (index, byte) in word.enumerated() {
            let sign = signs[Int(byte) - 0x80]
            let isInside = index > 0 && index + 1 < word.count
            cost += sign.isMark && isInside ? Self.junk : sign.cost
            if sign.isUpper, wasLower {
                cost += Self.caseBreak
                breaksCase = true
            }
            wasLower = sign.isLower
        }
        return (cost, breaksCase)
    }
}
