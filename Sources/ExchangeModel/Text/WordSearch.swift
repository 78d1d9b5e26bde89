extension [UInt8] {
    /// Whether one of some words stands in these bytes; a search through texts costs a hundred times as much.
    public func holds(_ words: [[UInt8]]) -> Bool { words.contains { holds($0) } }

    private func holds(_ word: [UInt8]) -> Bool {
        guard let first = word.first, count >= word.count else { return false }
        return (0...(count - word.count)).contains { start in
            self[start] == first && self[start..<(start + word.count)].elementsEqual(word)
        }
    }
}
