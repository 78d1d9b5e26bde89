struct InstancesMode: Sendable {
    init(_ laboratory: Laboratory, _ tally: Tally) {}

    func run() throws {}
}
