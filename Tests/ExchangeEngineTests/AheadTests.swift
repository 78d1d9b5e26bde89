import Glibc
import Synchronization
import Testing

@testable import ExchangeEngine

private struct Interrupted: Error {}

struct AheadTests {
    /// Batches of every size against the room for them, and who is the slower one.
    @Test(arguments: [0, 1, 3, 4, 5, 8, 1000], [1, 3, 256])
    func `gives all that was made, in order`(count: Int, batch: Int) throws {
        for slower in [nil, "maker", "user"] {
            var used: [Int] = []
            let made = try Ahead.run(
                batch: batch,
                make: { give in
                    for number in 0..<count {
                        if slower == "maker", number % 7 == 0 { sched_yield() }
                        try give(number)
                    }
                    return count
                },
                use: { number in
                    if slower == "user", number % 7 == 0 { sched_yield() }
                    used.append(number)
                })
            #expect(made == count)
            #expect(used == Array(0..<count))
            let behind = try Ahead.behind(
                batch: batch,
                make: { (give: (Int) throws -> Void) in
                    for number in 0..<count {
                        if slower == "maker", number % 7 == 0 { sched_yield() }
                        try give(number)
                    }
                },
                use: { next in
                    var used: [Int] = []
                    while let number = next() { used.append(number) }
                    return used
                })
            #expect(behind == Array(0..<count))
        }
    }

    @Test(arguments: [0, 1, 9, 10, 11, 500])
    func `ends the maker when nobody wants more`(wanted: Int) throws {
        let made = Mutex(0)
        #expect(throws: Interrupted.self) {
            try Ahead.run(
                batch: 1,
                make: { give in
                    for number in 0..<100_000 {
                        try give(number)
                        made.withLock { $0 += 1 }
                    }
                },
                use: { (number: Int) in if number == wanted { throw Interrupted() } })
        }
        // What waits, what is being made and what is being used.
        #expect(made.withLock { $0 } <= wanted + Ahead.batchCount + 2)
    }

    @Test(arguments: [0, 1, 9, 10, 11, 500])
    func `ends the maker when its user behind it fails`(wanted: Int) throws {
        var made = 0
        #expect(throws: Interrupted.self) {
            try Ahead.behind(
                batch: 1,
                make: { (give: (Int) throws -> Void) in
                    for number in 0..<100_000 {
                        try give(number)
                        made += 1
                    }
                },
                use: { next in
                    while let number = next() { if number == wanted { throw Interrupted() } }
                })
        }
        #expect(made <= wanted + Ahead.batchCount + 2)
    }

    /// What was made before is used first.
    @Test(arguments: [0, 1, 3, 4, 5, 17])
    func `tells what the maker threw`(last: Int) throws {
        var used: [Int] = []
        #expect(throws: Interrupted.self) {
            try Ahead.run(
                batch: 1,
                make: { give in
                    for number in 0..<last { try give(number) }
                    throw Interrupted()
                },
                use: { used.append($0) })
        }
        #expect(used == Array(0..<last))
        #expect(throws: Interrupted.self) {
            try Ahead.behind(
                batch: 1,
                make: { (give: (Int) throws -> Void) in
                    for number in 0..<last { try give(number) }
                    throw Interrupted()
                },
                use: { next in while next() != nil {} })
        }
    }

    /// As packs are made: the one in the middle uses what the first makes, and makes what the last uses.
    @Test func `goes through three threads`() throws {
        var sum = 0
        try Ahead.run(
            batch: 3,
            make: { give in
                try Ahead.run(
                    batch: 2, make: { give in for number in 0..<10_000 { try give(number) } },
                    use: { number in if number % 2 == 0 { try give(number) } })
            },
            use: { sum += $0 })
        #expect(sum == 24_995_000)
        #expect(throws: Interrupted.self) {
            try Ahead.run(
                batch: 3,
                make: { give in
                    try Ahead.run(
                        batch: 2, make: { give in for number in 0..<10_000 { try give(number) } }, use: { try give($0) }
                    )
                },
                use: { (number: Int) in if number == 100 { throw Interrupted() } })
        }
    }
}
