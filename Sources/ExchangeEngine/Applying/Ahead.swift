internal import Dispatch
internal import Synchronization

/// Makes elements on a thread of its own, a few batches ahead of the one that uses them.
///
/// Reading a file and SQLite take about as long as each other, and the smallest machine has two cores: one after the
/// other, a first `apply` of 100 000 goods took a fifth longer. Order is kept and memory is bounded by the batches.
/// What the maker touches must be its own; the consumer, with its transaction, stays on the thread that called.
enum Ahead {
    static let batchCount = 4
    /// A batch goes at once when its elements weigh more, in bytes.
    private static let heaviestBatch = 1 << 20

    /// Runs `make` on another thread and `use` on this one.
    ///
    /// `batch` elements are handed over at once, fewer where their weights in bytes come to a megabyte.
    ///
    /// - Returns: what `make` returned.
    /// - Throws: what `use` threw, else what `make` threw; both have ended by then.
    static func run<Element: Sendable, Result: Sendable>(
        batch: Int, weight: @escaping @Sendable (Element) -> Int = { _ in 0 },
        make: @escaping @Sendable ((Element) throws -> Void) throws -> Result, use: (Element) throws -> Void
    ) throws -> Result {
        let channel = Channel<Element, Result>()
        DispatchQueue.global(qos: .userInitiated).async {
            var gathered: [Element] = []
            var gatheredWeight = 0
            channel.finish(
                Swift.Result {
                    let result = try make { element in
                        gathered.append(element)
                        gatheredWeight += weight(element)
                        guard gathered.count >= batch || gatheredWeight >= heaviestBatch else { return }
                        guard channel.put(gathered) else { throw Unwanted() }
                        (gathered, gatheredWeight) = ([], 0)
                    }
                    if !gathered.isEmpty { _ = channel.put(gathered) }
                    return result
                })
        }
        do {
            while let batch = channel.next() {
                for element in batch { try use(element) }
                channel.giveBack(batch)
            }
        } catch {
            channel.cancel()
            while channel.next() != nil {}
            throw error
        }
        return try channel.outcome()
    }

    /// Runs `make` on this thread and `use` on another, which takes each element with `next`; `nil` ends it.
    ///
    /// - Returns: what `use` returned.
    /// - Throws: what `make` threw, else what `use` threw; both have ended by then.
    static func behind<Element: Sendable, Result: Sendable>(
        batch: Int, make: ((Element) throws -> Void) throws -> Void,
        use: @escaping @Sendable (() -> Element?) throws -> Result
    ) throws -> Result {
        let channel = Channel<Element, Void>()
        let outcome = Mutex<Swift.Result<Result, any Error>?>(nil)
        let isOver = DispatchSemaphore(value: 0)
        DispatchQueue.global(qos: .userInitiated).async {
            var batch: ArraySlice<Element> = []
            let result = Swift.Result {
                try use {
                    if batch.isEmpty { batch = channel.next().map { $0[...] } ?? [] }
                    return batch.popFirst()
                }
            }
            if case .failure = result { channel.cancel() }
            outcome.withLock { $0 = result }
            while channel.next() != nil {}
            isOver.signal()
        }
        let made = Swift.Result {
            var gathered: [Element] = []
            try make { element in
                gathered.append(element)
                guard gathered.count >= batch else { return }
                guard channel.put(gathered) else { throw Unwanted() }
                gathered = []
            }
            if !gathered.isEmpty { _ = channel.put(gathered) }
        }
        channel.finish(.success(()))
        isOver.wait()
        let used = outcome.withLock { $0 }
        if case .failure(let error) = made, !(error is Unwanted) { throw error }
        guard let used else { throw Unwanted() }
        return try used.get()
    }

    /// Ends the maker when nobody wants more of it.
    private struct Unwanted: Error {}

    /// A bounded queue between the two threads.
    ///
    /// Who waits is woken when it is half full, or half empty, and not for every batch: to wake a thread takes as long as to
    /// read some of the batches.
    private final class Channel<Element: Sendable, Outcome: Sendable>: Sendable {
        private struct State {
            var batches: [[Element]] = []
            /// Used up, to be freed by the thread that made them.
            var spent: [[Element]] = []
            var isMakerWaiting = false
            var isUserWaiting = false
            var isCancelled = false
            var result: Swift.Result<Outcome, any Error>?
        }

        private let state = Mutex(State())
        private let room = DispatchSemaphore(value: 0)
        private let filled = DispatchSemaphore(value: 0)

        /// - Returns: `false` where nobody wants more.
        func put(_ batch: [Element]) -> Bool {
            while true {
                let (isDone, wakes, isWanted, _) = state.withLock { state in
                    // Freed behind the lock.
                    let spent = state.spent
                    state.spent = []
                    guard !state.isCancelled else { return (true, false, false, spent) }
                    guard state.batches.count < batchCount else {
                        state.isMakerWaiting = true
                        return (false, false, true, spent)
                    }
                    state.batches.append(batch)
                    return (true, state.batches.count >= batchCount / 2 && state.isUserWaiting.ends(), true, spent)
                }
                if wakes { filled.signal() }
                if isDone { return isWanted }
                room.wait()
            }
        }

        /// Gives a batch that was used back to its maker.
        ///
        /// Freed here, each of its pieces would wait for the lock of the memory in which the other thread makes the next
        /// ones: a tenth of the time of both.
        func giveBack(_ batch: consuming [Element]) {
            let batch = batch
            state.withLock { $0.spent.append(batch) }
        }

        func finish(_ result: Swift.Result<Outcome, any Error>) {
            let wakes = state.withLock { state in
                state.result = result
                return state.isUserWaiting.ends()
            }
            if wakes { filled.signal() }
        }

        func cancel() {
            let wakes = state.withLock { state in
                state.isCancelled = true
                return state.isMakerWaiting.ends()
            }
            if wakes { room.signal() }
        }

        /// Waits for the next batch; `nil` after the last.
        func next() -> [Element]? {
            while true {
                let (batch, isOver, wakes) = state.withLock { state in
                    guard !state.batches.isEmpty else {
                        state.isUserWaiting = state.result == nil
                        return (nil as [Element]?, state.result != nil, false)
                    }
                    let batch = state.batches.removeFirst()
                    return (batch, false, state.batches.count <= batchCount / 2 && state.isMakerWaiting.ends())
                }
                if wakes { room.signal() }
                if batch != nil || isOver { return batch }
                filled.wait()
            }
        }

        func outcome() throws -> Outcome {
            guard let result = state.withLock({ $0.result }) else { throw Unwanted() }
            return try result.get()
        }
    }
}

extension Bool {
    /// Makes it false.
    ///
    /// - Returns: whether it was true.
    fileprivate mutating func ends() -> Bool {
        defer { self = false }
        return self
    }
}
