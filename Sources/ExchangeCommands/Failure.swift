internal import ArgumentParser
internal import ExchangeEngine
internal import ExchangeModel
internal import Glibc
internal import Ledger

/// What was asked for is not there.
struct Refusal: Error {
    let message: LocalizedText
}

/// Why the program could not do what it was asked, in words for a person, with the exit code.
struct Failure {
    private let message: LocalizedText
    private let code: Int32

    /// - Returns: `nil` for what the argument parser tells better itself.
    init?(_ error: any Error) {
        switch error {
        case ExchangeFault.noFolder(let path):
            message = LocalizedText(
                russian: "«\(path)» — не папка обмена. Заведите её: obmen init \(path)",
                english: "“\(path)” is no exchange folder. Make one: obmen init \(path)")
            code = 3
        case ExchangeFault.neverRun(let path):
            message = LocalizedText(
                russian: "В папке «\(path)» обмена ещё не было. Начните его: obmen run --once --root \(path)",
                english: "There was no exchange in “\(path)” so far. Begin: obmen run --once --root \(path)")
            code = 3
        case let refusal as Refusal:
            message = refusal.message
            code = 2
        case ExchangeFault.locked(let path):
            message = LocalizedText(
                russian:
                    "С этой папкой уже работает обмен, например служба (\(path)). Файлы можно положить в inbound или "
                    + "outbound, страницы записать в другую папку (report --into); иначе остановите его.",
                english:
                    "Another obmen works with this folder, such as the service (\(path)). Files can be put into inbound "
                    + "or outbound, pages written elsewhere (report --into); or stop it.")
            code = 3
        case ExchangeFault.ledgerLost(let path):
            message = LocalizedText(
                russian:
                    "Журнала \(path) нет, а архив есть: без журнала обмен применил бы всё заново. Верните журнал из "
                    + "копии или восстановите: obmen replay --root ПАПКА --into НОВАЯ.",
                english: "The ledger \(path) is gone and the archive is there: without it everything would be applied "
                    + "again. Bring it back from a copy, or rebuild it: obmen replay --root FOLDER --into NEW.")
            code = 3
        case ExchangeFault.ledgerForeign(let path):
            message = LocalizedText(
                russian: "Журнал не от этого архива или его старая копия: он не знает последней записи в \(path). "
                    + "Верните последний или восстановите: obmen replay.",
                english:
                    "The ledger is not of this archive, or an old copy: it does not know the last line of \(path). "
                    + "Bring the newest back, or rebuild it: obmen replay.")
            code = 3
        case ExchangeFault.journalDamaged(let path):
            message = LocalizedText(
                russian: "Последняя строка в \(path) испорчена, и не видно, тот ли журнал рядом. Верните файл из копии "
                    + "или уберите из него строки, которые написал не обмен; проверка: obmen audit.",
                english:
                    "The last line of \(path) is damaged, so nothing says whether the ledger fits. Bring the file back "
                    + "from a copy, or take away lines that obmen did not write; then: obmen audit.")
            code = 3
        case let error as ConfigurationError:
            let place = error.line > 0 ? ":\(error.line)" : ""
            message = LocalizedText(
                russian: "\(error.file)\(place): \(error.message.russian)",
                english: "\(error.file)\(place): \(error.message.english)")
            code = 2
        case let fault as FileFault:
            message = LocalizedText(
                russian: "\(fault.path): \(fault.errno) (\(fault.operation)). Ничего не потеряно; повторите, когда "
                    + "причина устранена.",
                english: "\(fault.path): \(fault.errno) (\(fault.operation)). Nothing is lost; try again when it is "
                    + "mended.")
            code = 3
        case let fault as LedgerFault where fault.kind == .busy:
            message = LocalizedText(
                russian:
                    "В журнал как раз записывается первая выгрузка, или её запись оборвалась: \(fault.path). Повторите "
                    + "через минуту; если обмен не работает, запустите его: obmen run --once.",
                english:
                    "The first export is being written into the ledger, or that was broken off: \(fault.path). Try "
                    + "again in a minute; if the exchange is not at work, start it: obmen run --once.")
            code = 3
        case let fault as LedgerFault:
            message = LocalizedText(
                russian: fault.kind == .newer
                    ? "Журнал \(fault.path) записан более новой версией программы."
                    : "Журнал не читается или не пишется (SQLite \(fault.code)): \(fault.path)",
                english: fault.kind == .newer
                    ? "The ledger \(fault.path) was written by a newer version of the program."
                    : "The ledger cannot be read or written (SQLite \(fault.code)): \(fault.path)")
            code = 3
        default: return nil
        }
    }

    func end() -> Never {
        StandardError.say(message(Terminal.language(nil)))
        exit(code)
    }
}
