public import ArgumentParser
public import ExchangeModel
internal import Glibc

extension Language: ExpressibleByArgument {}

/// Where a person reads.
enum Terminal {
    /// The language asked for, else that of the locale; Russian where the locale names none.
    static func language(_ asked: Language?) -> Language {
        if let asked { return asked }
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else { continue }
            return value.hasPrefix("en") ? .english : .russian
        }
        return .russian
    }
}

/// Standard output, buffered; a reader that goes away (`| head`) ends the program quietly.
final class StandardOutput {
    private var buffer: [UInt8] = []

    func line(_ text: String) {
        buffer.append(contentsOf: text.utf8)
        buffer.append(0x0A)
        if buffer.count > 1 << 16 { flush() }
    }

    func flush() {
        var offset = 0
        while offset < buffer.count {
            let written = buffer.withUnsafeBytes { bytes in
                write(STDOUT_FILENO, bytes.baseAddress?.advanced(by: offset), bytes.count - offset)
            }
            if written < 0 {
                if errno == EINTR { continue }
                exit(errno == EPIPE ? 0 : 3)
            }
            offset += written
        }
        buffer.removeAll(keepingCapacity: true)
    }
}

enum StandardError {
    static func say(_ text: String) {
        var line = Array(text.utf8) + [0x0A]
        line.withUnsafeMutableBytes { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
