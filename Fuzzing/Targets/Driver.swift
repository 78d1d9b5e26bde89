internal import Glibc

/// Which target an input goes to: the one that `OBMEN_FUZZ_TARGET` names.
private let target: FuzzTarget = {
    guard let name = getenv("OBMEN_FUZZ_TARGET"), let target = FuzzTarget(rawValue: String(cString: name)) else {
        fatalError("OBMEN_FUZZ_TARGET is to be one of \(FuzzTarget.allCases.map(\.rawValue))")
    }
    return target
}()

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    target.run(UnsafeRawBufferPointer(start: bytes, count: count))
    return 0
}
