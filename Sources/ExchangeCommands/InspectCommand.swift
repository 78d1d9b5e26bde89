internal import ArgumentParser
internal import CommerceML
internal import ExchangeEngine
internal import ExchangeModel
internal import Foundation
internal import SystemPackage

struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: words(
            "Что это за файл, сколько в нём и что с ним не так", "What a file is, holds, and what is wrong with it"),
        discussion: examples(
            "obmen inspect samples/ut11/webdata/*.xml", "obmen inspect --json import0_1.xml",
            "obmen inspect --records offers0_1.xml | head"))

    @Flag(help: help("Один объект JSON на файл", "One JSON object per file"))
    var json = false

    @Flag(help: help("Каждая запись строкой JSON", "Every record as a line of JSON"))
    var records = false

    @OptionGroup var options: LanguageOption

    @Argument(help: help("Файлы", "Files"), completion: .file())
    var files: [String]

    func validate() throws {
        if json && records { throw ValidationError(words("--json и --records не сочетаются", "Use one of them")) }
        if files.isEmpty { throw ValidationError(words("Назовите хотя бы один файл", "Name a file")) }
    }

    func run() throws {
        var refused = false
        let output = StandardOutput()
        let language = options.spoken
        let line = ProgressLine()
        defer { line.end() }
        for file in files {
            let printer = RecordPrinter(output: output)
            let inspector =
                records
                ? Inspector(records: printer) { output.line($0.json()) } : Inspector(progress: line.progress)
            let inspection: Inspection
            do {
                inspection = try inspector.inspect(FilePath(file))
            } catch let fault as FileFault {
                StandardError.say("\(file): \(fault.errno)")
                refused = true
                continue
            }
            if records {
                output.line(InspectionReport.unreadLine(inspection))
            } else if json {
                output.line(InspectionReport.json(inspection).text)
            } else {
                output.say(InspectionReport.text(inspection, language))
            }
            if records || json {
                for issue in InspectionReport.allIssues(inspection) where records && issue.severity == .error {
                    StandardError.say("\(file): \(issue.message(language))")
                }
            }
            refused = refused || inspection.isRefused
        }
        output.flush()
        if refused { throw ExitCode(1) }
    }
}

/// Prints records as they come.
private final class RecordPrinter: RecordHandler {
    private let output: StandardOutput

    init(output: StandardOutput) {
        self.output = output
    }

    func take(_ record: RecordView) {
        output.line(record.json())
    }
}
