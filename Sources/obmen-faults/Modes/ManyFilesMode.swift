struct ManyFilesMode: Sendable {
    init(_ laboratory: Laboratory, _ tally: Tally) {}

    func run() throws {}
}
