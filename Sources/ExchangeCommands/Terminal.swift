public import ArgumentParser
public import ExchangeModel
internal import Glibc

extension Language: ExpressibleByArgument {}

/// Where a person reads.
enum Terminal {
    /// The language asked for, else that of the locale; Russian where the locale names none.
    static func language(_ asked: Language?) -> Language { asked ?? preferred }

    /// What `--language` says, else the locale.
    ///
    /// Help is made before arguments are parsed, so they are looked at here.
    private static let preferred: Language = {
        let arguments = CommandLine.arguments
        for (argument, next) in zip(arguments, arguments.dropFirst() + [""]) {
            if argument == "--language", let language = Language(rawValue: next) { return language }
            if argument.hasPrefix("--language="), let language = Language(rawValue: String(argument.dropFirst(11))) {
                return language
            }
        }
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else { continue }
            return value.hasPrefix("en") ? .english : .russian
        }
        return .russian
    }()

    /// A person looks at standard output, and has nothing against colours (no-color.org).
    static let isColoured = isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == nil && !isDumb

    /// A person looks at standard error, where progress is shown.
    static let showsProgress = isatty(STDERR_FILENO) == 1 && !isDumb

    private static let isDumb = getenv("TERM").map { String(cString: $0) == "dumb" } ?? true

    /// Says a line to a person.
    static func say(_ text: String) { print(shown(text)) }

    /// A line as a person sees it: what would steer the terminal is shown and not obeyed, and on a terminal the sign at
    /// the beginning has a colour.
    static func shown(_ text: String, isColoured: Bool = isColoured) -> String {
        let lines = text.harmless
        guard isColoured else { return lines }
        return lines.split(separator: "\n", omittingEmptySubsequences: false).map(coloured).joined(separator: "\n")
    }

    private static func coloured(_ line: Substring) -> String {
        let sign = line.drop { $0 == " " }
        let colour: Int? =
            switch sign.first {
            case "✓", "+": 32
            case "✗", "-": 31
            case "!", "?", "~": 33
            case "=", "…": 2
            case "→", "─": 36
            default: nil
            }
        guard let colour, let mark = sign.first, let next = sign.dropFirst().first, next == " " || next == mark else {
            return String(line)
        }
        let isWhole = colour == 2 || mark == "+" || mark == "-" || mark == "─"
        let (indent, rest) = (line.prefix { $0 == " " }, sign.dropFirst())
        return isWhole
            ? "\(indent)\u{1B}[\(colour)m\(sign)\u{1B}[0m" : "\(indent)\u{1B}[\(colour)m\(mark)\u{1B}[0m\(rest)"
    }
}

/// Words of the command line in the language of the person who reads them; one language alone does not compile.
func words(_ russian: String, _ english: String) -> String {
    LocalizedText(russian: russian, english: english)(Terminal.language(nil))
}

/// The same as help of an argument.
func help(_ russian: String, _ english: String) -> ArgumentHelp { ArgumentHelp(words(russian, english)) }

/// Standard output, buffered; a reader that goes away (`| head`) ends the program quietly.
final class StandardOutput {
    private var buffer: [UInt8] = []

    /// A line for a script, as it is.
    func line(_ text: String) {
        buffer.append(contentsOf: text.utf8)
        buffer.append(0x0A)
        if buffer.count > 1 << 16 { flush() }
    }

    /// A line for a person.
    func say(_ text: String) { line(Terminal.shown(text)) }

    func flush() {
        ProgressLine.clear()
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
        write(Terminal.shown(text, isColoured: Terminal.showsProgress && Terminal.isColoured) + "\n")
    }

    /// Writes it as it is.
    static func write(_ text: String) {
        var bytes = Array(text.utf8)
        bytes.withUnsafeMutableBytes { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}

/// Examples for the help of a command, each a line that can be run.
func examples(_ lines: String...) -> String {
    (lines.count == 1 ? words("Пример:", "Example:") : words("Примеры:", "Examples:")) + "\n"
        + lines.map { "  \($0)" }.joined(separator: "\n")
}
