struct FullDiskMode: Sendable {
    init(_ laboratory: Laboratory, _ tally: Tally) {}

    func run() throws {}
}
