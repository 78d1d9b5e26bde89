internal import Dispatch
internal import ExchangeEngine
internal import Glibc
internal import Synchronization

/// Shows on a terminal how far the work is: the file, per cent, records, time left.
///
/// Elsewhere nothing is written.
final class ProgressLine {
    /// For the work to write to; `nil` where nobody looks.
    let progress: WorkProgress?
    private let timer: (any DispatchSourceTimer)?

    init() {
        guard Terminal.showsProgress else {
            (progress, timer) = (nil, nil)
            return
        }
        let progress = WorkProgress()
        let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "progress"))
        let clock = ContinuousClock()
        // A file that is done at once is not shown.
        let since = Mutex<(file: WorkProgress.File?, start: ContinuousClock.Instant)>((nil, clock.now))
        timer.schedule(deadline: .now() + 0.3, repeating: 0.2)
        timer.setEventHandler {
            let file = progress.file.withLock { $0 }
            let seconds: Double = since.withLock { state in
                if state.file != file { state = (file, clock.now) }
                return Double((clock.now - state.start).components.seconds)
                    + Double((clock.now - state.start).components.attoseconds) / 1e18
            }
            guard let file else { return Self.clear() }
            StandardError.write(
                "\r\u{1B}[K" + Self.text(file, progress.done, seconds, width: Self.width()))
        }
        timer.resume()
        (self.progress, self.timer) = (progress, timer)
    }

    /// Takes the line away, so that what came out can be said.
    func end() {
        guard let timer else { return }
        timer.cancel()
        Self.clear()
    }

    /// Takes the line away; it comes back where the work goes on.
    static func clear() {
        if Terminal.showsProgress { StandardError.write("\r\u{1B}[K") }
    }

    /// `import0_1.xml  43 %  12 345 records  0:07 left`, no longer than the terminal is wide.
    static func text(
        _ file: WorkProgress.File, _ done: (bytes: Int, records: Int), _ seconds: Double, width: Int
    ) -> String {
        var parts: [String] = []
        if file.size > 0, done.bytes > 0 {
            let share = min(1, Double(done.bytes) / Double(file.size))
            parts.append("\(Int(share * 100)) %")
        }
        parts.append(words("записей \(done.records)", "\(done.records) records"))
        if file.size > 0, done.bytes > 0, seconds >= 1 {
            let left = Int(seconds * Double(max(0, file.size - done.bytes)) / Double(done.bytes))
            let clock = "\(left / 60):" + (left % 60 < 10 ? "0" : "") + "\(left % 60)"
            parts.append(words("осталось \(clock)", "\(clock) left"))
        }
        let tail = "  " + parts.joined(separator: "  ")
        let room = max(8, width - tail.count - 1)
        let name = file.name.count > room ? "…" + file.name.suffix(room - 1) : file.name[...]
        return Terminal.shown(name + tail, isColoured: false)
    }

    private static func width() -> Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}
