internal import CLinux
internal import SystemPackage

/// What a folder lies on, which decides how it is known that a file is complete.
enum FileSystemKind: String, Sendable {
    /// A lease is refused while somebody has the file open for writing.
    case local
    /// The renaming by which we claim a file is refused while its writer has it open; a lease lies.
    case cifs
    /// Neither tells; only time does.
    case nfs
    case other

    init(of folder: FilePath) {
        switch obmen_file_system(folder.string) {
        case 0xEF53, 0x5846_5342, 0x9123_683E, 0x0102_1994, 0x794C_7630, 0xF2F5_2010, 0x2FC1_2FC1: self = .local
        case 0xFF53_4D42, 0xFE53_4D42, 0x517B: self = .cifs
        case 0x6969: self = .nfs
        default: self = .other
        }
    }

    /// How many seconds a file must stay as it is before it is taken.
    var quietSeconds: Int {
        switch self {
        case .local: 10
        case .cifs: 15
        case .nfs, .other: 60
        }
    }
}
