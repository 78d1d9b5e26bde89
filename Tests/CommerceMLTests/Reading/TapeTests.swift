import Testing

@testable import CommerceML

@Suite struct TapeTests {
    @Test func `holds what an array would, through appending and cutting`() {
        var tape = Tape<UInt8>(capacity: 0)
        var array: [UInt8] = []
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<2_000 {
            switch Int.random(in: 0..<5, using: &generator) {
            case 0:
                let byte = UInt8.random(in: 0...255, using: &generator)
                tape.append(byte)
                array.append(byte)
            case 1, 2:
                let bytes = (0..<Int.random(in: 0..<300, using: &generator)).map { UInt8(truncatingIfNeeded: $0) }
                bytes.withUnsafeBufferPointer { tape.append(contentsOf: $0) }
                array.append(contentsOf: bytes)
            case 3:
                #expect(tape.popLast() == array.popLast())
            default:
                let count = Int.random(in: 0...array.count, using: &generator)
                tape.cut(to: count)
                array.removeLast(array.count - count)
            }
            #expect(tape.count == array.count)
            #expect(tape.elements.elementsEqual(array))
            if let last = array.last { #expect(tape[tape.count - 1] == last) }
        }
    }

    @Test func `takes nothing from what is empty`() {
        var tape = Tape<UInt8>(capacity: 1)
        tape.append(contentsOf: UnsafeBufferPointer(start: nil, count: 0))
        #expect(tape.count == 0)
    }
}
