/// One of the two loaders, by the name of the profile.
enum EmulatedLoader {
    case ut11(UT11Loader)
    case unf(UNFLoader)

    init(profile: String, base: Base1C) {
        self = profile == "unf" ? .unf(UNFLoader(base: base)) : .ut11(UT11Loader(base: base))
    }

    var base: Base1C {
        switch self {
        case .ut11(let loader): loader.base
        case .unf(let loader): loader.base
        }
    }

    mutating func load(_ bytes: [UInt8]) -> LoadReport {
        switch self {
        case .ut11(var loader):
            defer { self = .ut11(loader) }
            return loader.load(bytes)
        case .unf(var loader):
            defer { self = .unf(loader) }
            return loader.load(bytes)
        }
    }

    /// A person approves every order, or ends it.
    mutating func close() {
        switch self {
        case .ut11(var loader):
            for index in loader.base.orders.indices { loader.base.orders[index].isClosed = true }
            self = .ut11(loader)
        case .unf(var loader):
            for index in loader.base.orders.indices { loader.base.orders[index].isClosed = true }
            self = .unf(loader)
        }
    }
}
